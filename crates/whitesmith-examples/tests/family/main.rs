//! The whole family of operations over real TCP: the generated client calls the generated server.
//!
//! The server's side fills every member of every output, or answers the error that a header asks for; what arrives
//! must be what was sent. Nothing here names a member, so a new operation needs one line.

mod splitter;

use std::fmt;
use std::future::Future;

use securityhub::operation::*;
use securityhub::{OperationError, Request, SecurityHub};
use securityhub_client::Client;
use securityhub_server::{Routes, Server};
use splitter::Split;
use whitesmith::error::ErrorShape;
use whitesmith::schema::{Member, Trait};
use whitesmith::shape::{Blank, Mut, Structure};
use whitesmith::{ErrorKind, Operation, Timestamp};
use whitesmith_client::Retries;
use whitesmith_server::Dispatch;

/// The header that asks for an error: its index among the modelled ones, or `unknown`.
const SCRIPT: &str = "x-script";

struct Scripted;

impl Scripted {
    fn answer<O: Operation>(request: &Request<O::Input>) -> Result<O::Output, O::Error> {
        let mut expected = O::Input::blank();
        fill_structure(&mut expected);
        assert_eq!(show(request.input()), show(&expected), "the input of {}", O::SCHEMA.name());
        match request.headers().get(SCRIPT).and_then(|value| value.to_str().ok()) {
            None => {
                let mut output = O::Output::blank();
                fill_structure(&mut output);
                Ok(output)
            }
            Some("unknown") => Err(whitesmith::Error::service(418, "TeapotException", "short and stout").into()),
            Some(index) => Err(modeled::<O>(index.parse().unwrap())),
        }
    }
}

/// The modelled error at `index`, with every member filled.
fn modeled<O: Operation>(index: usize) -> O::Error {
    let mut error = O::Error::blank(index).unwrap();
    let shape: &mut dyn ErrorShape = error.modeled_mut().unwrap();
    for (index, member) in shape.schema().members().iter().enumerate() {
        fill(shape.member_mut(index).unwrap(), member);
    }
    error
}

fn fill_structure(structure: &mut dyn Structure) {
    for (index, member) in structure.schema().members().iter().enumerate() {
        fill(structure.member_mut(index).unwrap(), member);
    }
}

/// Fills a value with something that its constraints allow.
fn fill(slot: Mut<'_>, member: &Member) {
    match slot {
        Mut::String(text) => *text = format!("a {}", member.name()),
        Mut::Boolean(value) => *value = true,
        Mut::Integer(value) => *value = 7,
        Mut::Timestamp(value) => *value = Timestamp::new(1_700_000_000, 250_000_000),
        Mut::Enum(value) => {
            let values =
                member.target().traits().iter().find_map(|t| if let Trait::Enum(v) = t { Some(*v) } else { None });
            value.set(values.and_then(<[&str]>::last).unwrap());
        }
        Mut::Structure(structure) => fill_structure(structure),
        Mut::List(list) => {
            fill(list.push(false).unwrap(), member.target().element().unwrap());
        }
        Mut::Map(map) => fill(map.insert("key", false).unwrap(), member.target().value().unwrap()),
        _ => panic!("{}: the family has no such shape yet; add it here", member.name()),
    }
}

/// All of a structure, as text.
fn show(structure: &dyn Structure) -> String {
    struct Show<'a>(&'a dyn Structure);
    impl fmt::Debug for Show<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            whitesmith::debug::structure(self.0, f)
        }
    }
    format!("{:?}", Show(structure))
}

/// Calls an operation for its output, for each of its errors, and for one that the model does not have.
async fn check<O, F>(call: impl Fn(Request<O::Input>) -> F)
where
    O: Operation,
    F: Future<Output = Result<O::Output, O::Error>>,
{
    let name = O::SCHEMA.name();
    let request = |script: Option<String>| {
        let mut input = O::Input::blank();
        fill_structure(&mut input);
        let mut request = Request::new(input);
        if let Some(script) = script {
            request.headers_mut().insert(SCRIPT, script.parse().unwrap());
        }
        request
    };

    let mut expected = O::Output::blank();
    fill_structure(&mut expected);
    let output = call(request(None)).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(show(&output), show(&expected), "the output of {name}");

    for (index, schema) in O::SCHEMA.modeled_errors().iter().enumerate() {
        let Err(error) = call(request(Some(index.to_string()))).await else { panic!("{name}: no error") };
        let (expected, got) = (modeled::<O>(index), error.modeled().unwrap_or_else(|| panic!("{name}: {error}")));
        assert_eq!(show_error(got), show_error(expected.modeled().unwrap()), "{name}");
        assert_eq!((error.code(), error.status()), (Some(schema.name()), schema.error_status()), "{name}");
        assert!(error.message().is_some() && error.request_id().is_some(), "{name}: {error}");
    }

    let Err(error) = call(request(Some("unknown".into()))).await else { panic!("{name}: no error") };
    let other = error.other().unwrap_or_else(|| panic!("{name}: {error}"));
    assert_eq!(other.kind(), ErrorKind::Service, "{name}");
    assert_eq!((error.code(), error.status()), (Some("TeapotException"), Some(418)), "{name}");
    assert_eq!(error.message(), Some("short and stout"), "{name}");
    assert!(error.request_id().is_some(), "{name}");
}

fn show_error(error: &dyn ErrorShape) -> String {
    format!("{error:?}")
}

/// The operations of the family: method, operation, input, output, error.
macro_rules! family {
    ($($method:ident $operation:ident $input:ident $output:ident $error:ident;)*) => {
        impl SecurityHub for Scripted {
            $(async fn $method(&self, request: Request<$input>) -> Result<$output, $error> {
                Self::answer::<$operation>(&request)
            })*
        }

        #[expect(deprecated, reason = "operations that are deprecated are called, too")]
        async fn check_all(client: &Client) -> usize {
            let mut checked = 0;
            $(
                check::<$operation, _>(|request| client.$method(request)).await;
                checked += 1;
            )*
            checked
        }
    };
}

family! {
    accept_administrator_invitation AcceptAdministratorInvitation AcceptAdministratorInvitationInput AcceptAdministratorInvitationOutput AcceptAdministratorInvitationError;
    accept_invitation AcceptInvitation AcceptInvitationInput AcceptInvitationOutput AcceptInvitationError;
    create_members CreateMembers CreateMembersInput CreateMembersOutput CreateMembersError;
    decline_invitations DeclineInvitations DeclineInvitationsInput DeclineInvitationsOutput DeclineInvitationsError;
    delete_invitations DeleteInvitations DeleteInvitationsInput DeleteInvitationsOutput DeleteInvitationsError;
    delete_members DeleteMembers DeleteMembersInput DeleteMembersOutput DeleteMembersError;
    describe_hub DescribeHub DescribeHubInput DescribeHubOutput DescribeHubError;
    disable_security_hub DisableSecurityHub DisableSecurityHubInput DisableSecurityHubOutput DisableSecurityHubError;
    disassociate_from_administrator_account DisassociateFromAdministratorAccount DisassociateFromAdministratorAccountInput DisassociateFromAdministratorAccountOutput DisassociateFromAdministratorAccountError;
    disassociate_from_master_account DisassociateFromMasterAccount DisassociateFromMasterAccountInput DisassociateFromMasterAccountOutput DisassociateFromMasterAccountError;
    disassociate_members DisassociateMembers DisassociateMembersInput DisassociateMembersOutput DisassociateMembersError;
    enable_security_hub EnableSecurityHub EnableSecurityHubInput EnableSecurityHubOutput EnableSecurityHubError;
    get_administrator_account GetAdministratorAccount GetAdministratorAccountInput GetAdministratorAccountOutput GetAdministratorAccountError;
    get_invitations_count GetInvitationsCount GetInvitationsCountInput GetInvitationsCountOutput GetInvitationsCountError;
    get_master_account GetMasterAccount GetMasterAccountInput GetMasterAccountOutput GetMasterAccountError;
    get_members GetMembers GetMembersInput GetMembersOutput GetMembersError;
    invite_members InviteMembers InviteMembersInput InviteMembersOutput InviteMembersError;
    list_invitations ListInvitations ListInvitationsInput ListInvitationsOutput ListInvitationsError;
    list_members ListMembers ListMembersInput ListMembersOutput ListMembersError;
}

/// Calls everything, with `between` client and server if there is something.
async fn over_tcp(between: Option<Split>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut address = listener.local_addr().unwrap().to_string();
    let server = tokio::spawn(Server::new(Scripted).without_authentication().serve(listener));
    if let Some(split) = between {
        address = splitter::start(address, split).await.unwrap();
    }
    let client = Client::builder().endpoint(format!("http://{address}")).retries(Retries::off()).build().unwrap();
    assert_eq!(check_all(&client).await, <Routes<Scripted> as Dispatch>::handlers().len());
    server.abort();
}

#[tokio::test]
async fn every_operation_and_every_error_over_tcp() {
    over_tcp(None).await;
}

#[tokio::test]
async fn the_same_in_chunks_of_one_byte() {
    over_tcp(Some(Split::Chunks)).await;
}

#[tokio::test]
async fn the_same_byte_by_byte() {
    over_tcp(Some(Split::Writes)).await;
}
