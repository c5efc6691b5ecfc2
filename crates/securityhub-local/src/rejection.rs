//! Why a whole request is refused, and how that becomes the error of an operation.

use whitesmith::operation::OperationSchema;
use whitesmith::shape::{Mut, Structure};
use whitesmith::{Error, Operation, OperationError};

use crate::storage::StorageError;

/// A request that changes nothing, and is answered with an error of the model.
#[derive(Debug)]
pub enum Rejection {
    /// `InvalidInputException`, 400.
    InvalidInput(String),
    /// `InvalidAccessException`, 401.
    InvalidAccess(String),
    /// `ResourceNotFoundException`, 404.
    NotFound(String),
    /// `ResourceConflictException`, 409.
    Conflict(String),
    /// `LimitExceededException`, 429.
    LimitExceeded(String),
    /// `InternalException`, 500: the storage failed. The client is not told how.
    Storage(StorageError),
}

impl From<StorageError> for Rejection {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Rejection {
    /// The status of the response, the name of the error, and what it says.
    pub fn parts(&self) -> (u16, &'static str, &str) {
        match self {
            Self::InvalidInput(message) => (400, "InvalidInputException", message),
            Self::InvalidAccess(message) => (401, "InvalidAccessException", message),
            Self::NotFound(message) => (404, "ResourceNotFoundException", message),
            Self::Conflict(message) => (409, "ResourceConflictException", message),
            Self::LimitExceeded(message) => (429, "LimitExceededException", message),
            Self::Storage(_) => (500, "InternalException", "Security Hub failed; its log says more."),
        }
    }

    /// The error of an operation. Security Hub also sends errors that an operation does not declare, such as
    /// `InvalidInputException` from `DisableSecurityHub`; these go out with their name and status all the same.
    pub fn into_error<O: Operation>(self) -> O::Error {
        let (status, code, message) = self.parts();
        modeled::<O>(O::SCHEMA, code, message).unwrap_or_else(|| Error::service(status, code, message).into())
    }
}

/// The error that the operation declares under this name.
fn modeled<O: Operation>(operation: &OperationSchema, code: &str, message: &str) -> Option<O::Error> {
    let index = operation.modeled_errors().iter().position(|schema| schema.name() == code)?;
    let mut error = O::Error::blank(index)?;
    let shape: &mut dyn Structure = error.modeled_mut()?;
    for (index, member) in shape.schema().members().iter().enumerate() {
        let text = match member.name() {
            "Message" => message,
            "Code" => code,
            _ => continue,
        };
        if let Mut::String(slot) = shape.member_mut(index)? {
            text.clone_into(slot);
        }
    }
    Some(error)
}

impl std::fmt::Display for Rejection {
    /// All that is known, for a log: a client is told less.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Storage(error) => error.fmt(f),
            other => f.write_str(other.parts().2),
        }
    }
}
