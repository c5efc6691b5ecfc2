$version: "2"

namespace example

@aws.api#arn(template: "/city/{id}")
resource City { identifiers: { id: String } }
