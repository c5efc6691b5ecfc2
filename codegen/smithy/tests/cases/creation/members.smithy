$version: "2"

namespace example

use smithy.waiters#waitable

@requestCompression({})
@http(method: "POST", uri: "no-slash")
operation Compressed {}

@length({})
string Length

@range(min: "1")
integer Range

@paginated(pageSize: 10)
@waitable(Exists: { acceptors: [{ state: "done", matcher: { success: true } }] })
operation List {}

@cors(additionalAllowedHeaders: [1])
service Cors {}

@httpApiKeyAuth(name: "X-Key", in: "cookie")
service Key {}
