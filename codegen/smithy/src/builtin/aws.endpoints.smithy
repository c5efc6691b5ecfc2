// Endpoints of AWS services, by declaration.
$version: "2.0"
namespace aws.endpoints

/// A trait that changes a service's endpoints.
@trait(
    selector: "structure[trait|trait]"
    breakingChanges: [{change: "presence"}]
)
structure endpointsModifier {}

/// Endpoints follow the rule for services with one in every region.
@trait(
    selector: "service"
    conflicts: [standardPartitionalEndpoints]
    breakingChanges: [{change: "remove"}]
)
@endpointsModifier
structure standardRegionalEndpoints {
    /// Exceptions by partition.
    partitionSpecialCases: PartitionSpecialCaseMap
    /// Exceptions by region.
    regionSpecialCases: RegionSpecialCaseMap
}

/// Exceptions by partition.
@private
map PartitionSpecialCaseMap {
    key: String
    value: PartitionSpecialCaseList
}

/// Exceptions of one partition.
@private
list PartitionSpecialCaseList {
    member: PartitionSpecialCase
}

/// An exception in a partition.
@private
structure PartitionSpecialCase {
    /// Template of the endpoint.
    @required
    endpoint: String
    /// Whether it is for dual stack only.
    dualStack: Boolean
    /// Whether it is for FIPS only.
    fips: Boolean
}

/// Exceptions by region.
@private
map RegionSpecialCaseMap {
    key: String
    value: RegionSpecialCaseList
}

/// Exceptions of one region.
@private
list RegionSpecialCaseList {
    member: RegionSpecialCase
}

/// An exception in a region.
@private
structure RegionSpecialCase {
    /// Template of the endpoint.
    @required
    endpoint: String
    /// Whether it is for dual stack only.
    dualStack: Boolean
    /// Whether it is for FIPS only.
    fips: Boolean
    /// Region to sign for.
    signingRegion: String
}

/// Endpoints follow the rule for services with one in every partition.
@trait(
    selector: "service"
    conflicts: [standardRegionalEndpoints]
    breakingChanges: [{change: "any"}]
)
@endpointsModifier
structure standardPartitionalEndpoints {
    /// Pattern of the endpoints.
    @required
    endpointPatternType: PartitionEndpointPattern
    /// Exceptions by partition.
    partitionEndpointSpecialCases: PartitionEndpointSpecialCaseMap
}

/// Patterns of endpoints.
@private
enum PartitionEndpointPattern {
    /// Service and DNS suffix.
    @deprecated(since: "2025-04-01", message: "Not recommended to use. Use AWS_RECOMMENDED instead")
    SERVICE_DNSSUFFIX = "service_dnsSuffix"
    /// Service, region and DNS suffix.
    @deprecated(since: "2025-04-01", message: "Not recommended to use. Use AWS_RECOMMENDED instead")
    SERVICE_REGION_DNSSUFFIX = "service_region_dnsSuffix"
    /// What AWS recommends now.
    AWS_RECOMMENDED = "aws_recommended"
}

/// Exceptions by partition.
@private
map PartitionEndpointSpecialCaseMap {
    key: String
    value: PartitionEndpointSpecialCaseList
}

/// Exceptions of one partition.
@private
list PartitionEndpointSpecialCaseList {
    member: PartitionEndpointSpecialCase
}

/// An exception in a partition.
@private
structure PartitionEndpointSpecialCase {
    /// Template of the endpoint.
    endpoint: String
    /// Region to sign for.
    region: String
    /// Whether it is for dual stack only.
    dualStack: Boolean
    /// Whether it is for FIPS only.
    fips: Boolean
}

/// Every endpoint speaks IPv4 and IPv6.
@trait(
    selector: "service"
    breakingChanges: [{change: "any"}]
)
@endpointsModifier
structure dualStackOnlyEndpoints {}

/// Endpoints follow rules written by hand.
@trait(
    selector: "service"
    breakingChanges: [{change: "any"}]
)
@endpointsModifier
@unstable
structure rulesBasedEndpoints {}
