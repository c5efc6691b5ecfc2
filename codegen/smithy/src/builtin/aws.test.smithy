// Client settings for smoke tests of AWS services.
$version: "2.0"
namespace aws.test

/// Settings that every AWS client has.
@mixin
@suppress(["UnreferencedShape"])
structure BaseAwsVendorParams {
    /// Region to call.
    region: String = "us-west-2"
    /// Regions to sign for with SigV4A.
    sigv4aRegionSet: NonEmptyStringList
    /// Endpoint to use instead of the resolved one.
    uri: String
    /// Whether to use FIPS endpoints.
    useFips: Boolean = false
    /// Whether to use dual stack endpoints.
    useDualstack: Boolean = false
    /// Whether the account may stand in the endpoint.
    useAccountIdRouting: Boolean = true
}

/// Texts.
@private
@length(min: 1)
@suppress(["UnreferencedShape"])
list NonEmptyStringList {
    member: String
}

/// Settings of an AWS client for a test.
@suppress(["UnreferencedShape"])
structure AwsVendorParams with [BaseAwsVendorParams] {}

/// Settings of an S3 client for a test.
@suppress(["UnreferencedShape"])
structure S3VendorParams with [BaseAwsVendorParams] {
    /// Whether to use transfer acceleration.
    useAccelerate: Boolean = false
    /// Whether to use the global endpoint for us-east-1.
    useGlobalEndpoint: Boolean = false
    /// Whether the bucket stands in the path.
    forcePathStyle: Boolean = false
    /// Whether the region of an ARN wins.
    useArnRegion: Boolean = true
    /// Whether multi-region access points may be used.
    useMultiRegionAccessPoints: Boolean = true
}
