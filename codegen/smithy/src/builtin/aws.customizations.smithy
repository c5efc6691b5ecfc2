// Peculiarities of single AWS services.
$version: "2.0"
namespace aws.customizations

/// The output's root element is left out, as one S3 operation does.
@trait(selector: "operation")
structure s3UnwrappedXmlOutput {}
