$version: "2"

namespace com.amazonaws.securityhub

/// What every error of this service says.
@mixin
structure Explained {
    /// What went wrong, as a sentence for people.
    Message: NonEmptyString

    /// The name of the error once more, for programs that read only the body.
    Code: NonEmptyString
}

/// The caller's policies do not allow the operation.
@error("client")
@httpError(403)
structure AccessDeniedException with [Explained] {}

/// Security Hub failed. The same call may work later.
@error("server")
@httpError(500)
structure InternalException with [Explained] {}

/// The account may not do this. Mostly: it has not enabled Security Hub.
@error("client")
@httpError(401)
structure InvalidAccessException with [Explained] {}

/// A member of the input has a value that is malformed, out of range, or not possible in the present state.
@error("client")
@httpError(400)
structure InvalidInputException with [Explained] {}

/// A quota of the account is used up, or calls came too fast.
@error("client")
@httpError(429)
structure LimitExceededException with [Explained] {}

/// What is to be created exists already, or something else is in its place.
@error("client")
@httpError(409)
structure ResourceConflictException with [Explained] {}

/// What the operation is about does not exist.
@error("client")
@httpError(404)
structure ResourceNotFoundException with [Explained] {}
