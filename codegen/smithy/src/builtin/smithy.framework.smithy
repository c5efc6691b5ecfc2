// Errors that frameworks share.
$version: "2.0"
namespace smithy.framework

/// The input does not keep to the model's constraints.
@error("client")
structure ValidationException {
    /// What is wrong, as a whole.
    @required
    message: String
    /// What is wrong, member by member.
    fieldList: ValidationExceptionFieldList
}

/// A member that is wrong.
structure ValidationExceptionField {
    /// JSON pointer to it.
    @required
    path: String
    /// What is wrong with it.
    @required
    message: String
}

/// Members that are wrong.
list ValidationExceptionFieldList {
    member: ValidationExceptionField
}
