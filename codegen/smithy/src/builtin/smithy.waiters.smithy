// Waiters.
$version: "2.0"
namespace smithy.waiters

/// States of a resource that clients can wait for, by name.
@trait(selector: "operation :not(-[input, output]-> structure > member > union[trait|streaming])")
@length(min: 1)
map waitable {
    key: WaiterName
    value: Waiter
}

/// Name of a waiter.
@pattern("^[A-Z]+[A-Za-z0-9]*$")
string WaiterName

/// How to wait for a state.
@private
structure Waiter {
    /// What is waited for.
    documentation: String
    /// What to make of responses; the first that matches decides.
    @required
    acceptors: Acceptors
    /// Least time between two calls, in seconds.
    minDelay: WaiterDelay = 2
    /// Greatest time between two calls, in seconds.
    maxDelay: WaiterDelay = 120
    /// Whether its use is advised against.
    deprecated: Boolean
    /// Words to group waiters by.
    tags: NonEmptyStringList
}

/// Seconds between two calls.
@range(min: 1)
integer WaiterDelay

/// What to make of responses.
@private
@length(min: 1)
list Acceptors {
    member: Acceptor
}

/// What to make of a response.
@private
structure Acceptor {
    /// The state to go to.
    @required
    state: AcceptorState
    /// When.
    @required
    matcher: Matcher
    /// A JMESPath expression that gives the reason of a failure.
    message: String
}

/// States of waiting.
@private
enum AcceptorState {
    /// The wait is over.
    SUCCESS = "success"
    /// The state will never be reached.
    FAILURE = "failure"
    /// Call again.
    RETRY = "retry"
}

/// A condition on a response.
@private
union Matcher {
    /// On the output.
    output: PathMatcher
    /// On input and output together.
    inputOutput: PathMatcher
    /// On the error.
    errorType: String
    /// On whether the call succeeded.
    success: Boolean
}

/// A condition on a part of the response.
@private
structure PathMatcher {
    /// A JMESPath expression.
    @required
    path: String
    /// What it should give.
    @required
    expected: String
    /// How to compare.
    @required
    comparator: PathComparator
}

/// Comparisons.
@private
enum PathComparator {
    /// The same text.
    STRING_EQUALS = "stringEquals"
    /// The same truth value.
    BOOLEAN_EQUALS = "booleanEquals"
    /// A list, not empty, of nothing but that text.
    ALL_STRING_EQUALS = "allStringEquals"
    /// A list with that text in it.
    ANY_STRING_EQUALS = "anyStringEquals"
}

/// Some texts.
@private
list NonEmptyStringList {
    member: NonEmptyString
}

/// Some text.
@private
@length(min: 1)
string NonEmptyString
