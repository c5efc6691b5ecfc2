// AWS CloudFormation.
$version: "2.0"
namespace aws.cloudformation

/// A member that identifies the resource as well.
@unstable
@trait(
    selector: "structure > :test(member > string)"
    conflicts: [cfnExcludeProperty]
    breakingChanges: [{change: "remove"}]
)
structure cfnAdditionalIdentifier {}

/// Name of the property.
@unstable
@trait(
    selector: "structure > member"
    breakingChanges: [{change: "any"}]
)
string cfnName

/// Leaves the member out.
@unstable
@trait(
    selector: "structure > member"
    conflicts: [cfnAdditionalIdentifier, cfnMutability, cfnDefaultValue]
    breakingChanges: [{change: "add"}]
)
structure cfnExcludeProperty {}

/// A property that has a default.
@unstable
@trait(
    selector: "resource > operation -[input, output]-> structure > member"
    conflicts: [cfnExcludeProperty]
)
structure cfnDefaultValue {}

/// When the property can be read and written.
@unstable
@trait(
    selector: "structure > member"
    conflicts: [cfnExcludeProperty]
)
enum cfnMutability {
    /// Always.
    FULL = "full"
    /// Written at creation, read always.
    CREATE_AND_READ = "create-and-read"
    /// Written at creation, never read.
    CREATE = "create"
    /// Only read.
    READ = "read"
    /// Only written.
    WRITE = "write"
}

/// A resource that CloudFormation manages.
@unstable
@trait(
    selector: "resource"
    breakingChanges: [{change: "presence"}]
)
structure cfnResource {
    /// Its name there.
    name: String
    /// Structures whose members are properties as well.
    additionalSchemas: StructureIdList
    /// The property that identifies it.
    @deprecated(message: "Prefer the resource's identifiers when generating resource schemas.")
    primaryIdentifier: String
}

/// Ids of structures.
@private
list StructureIdList {
    @idRef(failWhenMissing: true, selector: "structure")
    member: String
}
