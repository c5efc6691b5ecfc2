// Conversion to OpenAPI.
$version: "2"
namespace smithy.openapi

/// A trait that becomes an extension of the OpenAPI document.
@trait(
    selector: "[trait|trait]"
    breakingChanges: [
        {change: "presence"}
        {path: "/as", change: "any"}
    ]
)
structure specificationExtension {
    /// Its name there.
    as: SpecificationExtensionKey
}

/// Name of an extension.
@private
@pattern("^x-.+$")
string SpecificationExtensionKey
