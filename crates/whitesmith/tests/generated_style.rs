//! A hand-written stand-in for generated code: what the generator emits must look like this.

use whitesmith::With as _;
use whitesmith::schema::prelude;
use whitesmith::shape::{Blank, Structure};
use whitesmith::{Operation, OperationError, OperationSchema};

mod schema {
    whitesmith::schemas! {
        NON_EMPTY_STRING = String "com.example#NonEmptyString" [Pattern(r"\S")];
        ACCOUNT_ID_LIST = List "com.example#AccountIdList" { "member": crate::schema::NON_EMPTY_STRING };
        RESULT_LIST = List "com.example#ResultList" { "member": crate::RESULT };
        SECRET = String "com.example#Secret" [Sensitive];
    }
}

/// The input.
#[derive(Clone)]
#[non_exhaustive]
pub struct DeleteInvitationsInput {
    /// The accounts.
    pub account_ids: Vec<String>,
    /// Not for the eyes of a log.
    pub token: Option<String>,
}

whitesmith::structure! {
    DeleteInvitationsInput: DELETE_INVITATIONS_INPUT = "com.example#DeleteInvitationsRequest" {
        0 account_ids: "AccountIds" => schema::ACCOUNT_ID_LIST [Required],
        1 token: "Token" => schema::SECRET,
    }
}

/// The output.
#[derive(Clone)]
#[non_exhaustive]
pub struct DeleteInvitationsOutput {
    /// What was not done.
    pub unprocessed_accounts: Option<Vec<AccountResult>>,
}

whitesmith::structure! {
    DeleteInvitationsOutput: DELETE_INVITATIONS_OUTPUT = "com.example#DeleteInvitationsResponse" {
        0 unprocessed_accounts: "UnprocessedAccounts" => schema::RESULT_LIST,
    }
}

/// One account.
#[derive(Clone)]
#[non_exhaustive]
pub struct AccountResult {
    /// The account.
    pub account_id: Option<String>,
}

whitesmith::structure! {
    AccountResult: RESULT = "com.example#Result" {
        0 account_id: "AccountId" => prelude::STRING,
    }
}

/// It failed.
#[derive(Clone)]
#[non_exhaustive]
pub struct InternalException {
    /// Why.
    pub message: Option<String>,
    metadata: whitesmith::ErrorMetadata,
}

whitesmith::error_structure! {
    InternalException: INTERNAL_EXCEPTION = "com.example#InternalException" {
        0 message: "Message" => prelude::STRING,
    } [Error(Server), HttpError(500)] message message
}

/// Deletes invitations.
pub struct DeleteInvitations;

impl Operation for DeleteInvitations {
    type Input = DeleteInvitationsInput;
    type Output = DeleteInvitationsOutput;
    type Error = DeleteInvitationsError;
    const SCHEMA: &'static OperationSchema = &DELETE_INVITATIONS;
}

static DELETE_INVITATIONS: OperationSchema =
    OperationSchema::new("com.example#DeleteInvitations", &DELETE_INVITATIONS_INPUT, &DELETE_INVITATIONS_OUTPUT)
        .http("POST", "/invitations/delete", 200)
        .errors(&[&INTERNAL_EXCEPTION]);

/// Why it failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum DeleteInvitationsError {
    /// The service failed (500).
    InternalException(InternalException),
    /// Anything else.
    Other(whitesmith::Error),
}

whitesmith::operation_error! { DeleteInvitationsError { 0 InternalException } }

#[test]
fn debug_is_by_schema_and_redacts() {
    let input = DeleteInvitationsInput::blank().with(|input| {
        input.account_ids.push("123456789012".into());
        input.token = Some("hunter2".into());
    });
    assert_eq!(
        format!("{input:?}"),
        r#"DeleteInvitationsRequest { AccountIds: ["123456789012"], Token: *** redacted *** }"#
    );
}

#[test]
fn errors_answer_the_common_questions() {
    let mut error = DeleteInvitationsError::blank(0).unwrap();
    if let DeleteInvitationsError::InternalException(e) = &mut error {
        e.message = Some("out of order".into());
    }
    assert_eq!(error.to_string(), "InternalException: out of order");
    let DeleteInvitationsError::InternalException(shape) = &error else { panic!("{error:?}") };
    assert_eq!(shape.to_string(), error.to_string());
    let boxed: Box<dyn std::error::Error> = Box::new(shape.clone());
    assert_eq!(boxed.to_string(), error.to_string());
    assert_eq!((error.code(), error.status(), error.request_id()), (Some("InternalException"), Some(500), None));
    let other = DeleteInvitationsError::from(whitesmith::Error::service(418, "Teapot", "short and stout"));
    assert_eq!(other.to_string(), "Teapot: short and stout (status 418)");
    assert!(other.modeled().is_none() && !other.is_retryable());
    let output: &dyn Structure = &DeleteInvitationsOutput::blank();
    assert!(output.member(0).is_none());
    assert_eq!(DeleteInvitations::SCHEMA.name(), "DeleteInvitations");
}

/// It failed, and nobody shall read why.
#[derive(Clone)]
#[non_exhaustive]
pub struct SecretException {
    /// Why.
    pub message: Option<String>,
    metadata: whitesmith::ErrorMetadata,
}

whitesmith::error_structure! {
    SecretException: SECRET_EXCEPTION = "com.example#SecretException" {
        0 message: "Message" => prelude::STRING [Sensitive],
    } [Error(Client)] message message
}

#[test]
fn sensitive_messages_are_not_printed() {
    let error = SecretException::blank().with(|error| error.message = Some("hunter2".into()));
    assert_eq!(error.to_string(), "SecretException: *** redacted ***");
    assert_eq!(format!("{error:?}"), "SecretException { Message: *** redacted *** }");
}
