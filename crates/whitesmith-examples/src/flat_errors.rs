//! Errors are matched flat: every error of the model is a variant, with the modelled structure in it, and the last arm is
//! for all the rest. The blocks below are compiled with the tests; two of them must not compile.
//!
//! ```
//! use securityhub::operation::DeleteInvitationsError;
//!
//! fn advise(error: &DeleteInvitationsError) -> String {
//!     match error {
//!         DeleteInvitationsError::InvalidInputException(error) => format!("check the ids: {:?}", error.message),
//!         DeleteInvitationsError::ResourceNotFoundException(_) => "there is no invitation".into(),
//!         DeleteInvitationsError::Other(error) if error.is_retryable() => "later".into(),
//!         other => other.to_string(),
//!     }
//! }
//! ```
//!
//! The last arm is not to be forgotten: a model that gets another error breaks no caller.
//!
//! ```compile_fail,E0004
//! use securityhub::operation::DeleteInvitationsError::{self, *};
//!
//! fn advise(error: &DeleteInvitationsError) -> &str {
//!     match error {
//!         InternalException(_) | InvalidAccessException(_) | InvalidInputException(_) => "",
//!         LimitExceededException(_) | ResourceNotFoundException(_) | Other(_) => "",
//!     }
//! }
//! ```
//!
//! An error that the operation does not have is no variant, so that an arm for it is never dead code.
//!
//! ```compile_fail,E0599
//! use securityhub::operation::DeleteInvitationsError;
//!
//! fn is_conflict(error: &DeleteInvitationsError) -> bool {
//!     matches!(error, DeleteInvitationsError::ResourceConflictException(_))
//! }
//! ```
