$version: "2"
namespace example
@aws.protocols#restJson1
service Service { version: "1" }
