// Conditions on values.
$version: "2.0"
namespace smithy.contracts

/// What values have to fulfil, by name.
@trait(selector: ":not(:test(service, operation, resource))")
map conditions {
    key: ConditionName
    value: Condition
}

/// Name of a condition.
@pattern("^[A-Z]+[A-Za-z0-9]*$")
string ConditionName

/// What a value has to fulfil.
structure Condition {
    /// A JMESPath expression that has to be true.
    @required
    expression: String
    /// What it means.
    @required
    documentation: String
}
