$version: "2"
namespace example

use aws.protocols#restJsn1
use smithy.api#String

@restJsn1
service Weather {
    version: "1"
    operations: [GetCity]
}
