//! The scenario with the AWS SDK for Rust: `scenario SCENARIO ENDPOINT`, results to standard output, a line of JSON a
//! step.

use std::collections::HashMap;
use std::error::Error;

use aws_credential_types::Credentials;
use aws_sdk_securityhub::Client;
use aws_sdk_securityhub::config::retry::RetryConfig;
use aws_sdk_securityhub::config::{BehaviorVersion, Region};
use aws_sdk_securityhub::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_securityhub::types::{AccountDetails, Invitation, Member, Result as Unprocessed};
use serde_json::{Map, Value, json};

fn client(endpoint: &str, who: &str) -> Client {
    let credentials = Credentials::new(who, format!("{who}-secret"), None, None, "scenario");
    let config = aws_sdk_securityhub::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("eu-north-1"))
        .credentials_provider(credentials)
        .retry_config(RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    Client::from_conf(config)
}

/// The input of a step.
struct Input(Map<String, Value>);

impl Input {
    fn text(&self, name: &str) -> Option<String> {
        self.0.get(name)?.as_str().map(Into::into)
    }
    fn flag(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.as_bool()
    }
    fn number(&self, name: &str) -> Option<i32> {
        i32::try_from(self.0.get(name)?.as_i64()?).ok()
    }
    fn accounts(&self) -> Option<Vec<String>> {
        Some(self.0.get("AccountIds")?.as_array()?.iter().filter_map(|id| id.as_str().map(Into::into)).collect())
    }
    fn details(&self) -> Option<Vec<AccountDetails>> {
        let details = |details: &Value| {
            let text = |name: &str| details[name].as_str().map(ToOwned::to_owned);
            AccountDetails::builder().set_account_id(text("AccountId")).set_email(text("Email")).build()
        };
        Some(self.0.get("AccountDetails")?.as_array()?.iter().map(details).collect())
    }
    fn tags(&self) -> Option<HashMap<String, String>> {
        let tags = self.0.get("Tags")?.as_object()?.iter();
        Some(tags.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect())
    }
}

fn unprocessed(accounts: &[Unprocessed]) -> Value {
    accounts.iter().map(|a| json!({ "AccountId": a.account_id(), "ProcessingResult": a.processing_result() })).collect()
}

fn member(member: &Member) -> Value {
    #[allow(deprecated)]
    let master = member.master_id();
    json!({
        "AccountId": member.account_id(),
        "Email": member.email(),
        "MasterId": master,
        "AdministratorId": member.administrator_id(),
        "MemberStatus": member.member_status(),
        "InvitedAt": member.invited_at().map(ToString::to_string),
        "UpdatedAt": member.updated_at().map(ToString::to_string),
    })
}

fn invitation(invitation: &Invitation) -> Value {
    json!({
        "AccountId": invitation.account_id(),
        "InvitationId": invitation.invitation_id(),
        "InvitedAt": invitation.invited_at().map(ToString::to_string),
        "MemberStatus": invitation.member_status(),
    })
}

/// The error as the scenario has it.
fn failed<E: ProvideErrorMetadata + Error + 'static, R: std::fmt::Debug>(error: SdkError<E, R>) -> Value {
    match error.code() {
        Some(code) => json!({ "error": { "code": code, "message": error.message() } }),
        None => json!({ "failed": format!("{error:?}") }),
    }
}

/// Sends a call and shows its output.
macro_rules! send {
    ($call:expr, $output:ident => $show:expr) => {
        match $call.send().await {
            Ok($output) => json!({ "output": $show }),
            Err(error) => failed(error),
        }
    };
}

async fn perform(client: &Client, call: &str, pages: bool, input: Input) -> Value {
    let accounts = input.accounts();
    #[allow(deprecated)]
    match call {
        "EnableSecurityHub" => send!(
            client
                .enable_security_hub()
                .set_enable_default_standards(input.flag("EnableDefaultStandards"))
                .set_control_finding_generator(input.text("ControlFindingGenerator").map(|text| text.as_str().into()))
                .set_tags(input.tags()),
            _output => json!({})
        ),
        "DisableSecurityHub" => send!(client.disable_security_hub(), _output => json!({})),
        "DescribeHub" => send!(client.describe_hub().set_hub_arn(input.text("HubArn")), output => json!({
            "HubArn": output.hub_arn(),
            "SubscribedAt": output.subscribed_at(),
            "AutoEnableControls": output.auto_enable_controls(),
            "ControlFindingGenerator": output.control_finding_generator().map(|value| value.as_str()),
        })),
        "CreateMembers" => send!(client.create_members().set_account_details(input.details()), output => json!({
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "GetMembers" => send!(client.get_members().set_account_ids(accounts), output => json!({
            "Members": output.members().iter().map(member).collect::<Value>(),
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "ListMembers" if pages => {
            let list = client.list_members().set_only_associated(input.flag("OnlyAssociated"));
            let stream = list.into_paginator().page_size(input.number("MaxResults").unwrap_or(1)).items().send();
            match stream.collect::<Result<Vec<_>, _>>().await {
                Ok(members) => json!({ "output": { "Members": members.iter().map(member).collect::<Value>() } }),
                Err(error) => failed(error),
            }
        }
        "ListMembers" => send!(
            client
                .list_members()
                .set_only_associated(input.flag("OnlyAssociated"))
                .set_max_results(input.number("MaxResults"))
                .set_next_token(input.text("NextToken")),
            output => json!({
                "Members": output.members().iter().map(member).collect::<Value>(),
                "NextToken": output.next_token()
            })
        ),
        "InviteMembers" => send!(client.invite_members().set_account_ids(accounts), output => json!({
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "DisassociateMembers" => {
            send!(client.disassociate_members().set_account_ids(accounts), _output => json!({}))
        }
        "DeleteMembers" => send!(client.delete_members().set_account_ids(accounts), output => json!({
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "ListInvitations" => send!(
            client
                .list_invitations()
                .set_max_results(input.number("MaxResults"))
                .set_next_token(input.text("NextToken")),
            output => json!({
                "Invitations": output.invitations().iter().map(invitation).collect::<Value>(),
                "NextToken": output.next_token()
            })
        ),
        "GetInvitationsCount" => send!(client.get_invitations_count(), output => json!({
            "InvitationsCount": output.invitations_count()
        })),
        "AcceptAdministratorInvitation" => send!(
            client
                .accept_administrator_invitation()
                .set_administrator_id(input.text("AdministratorId"))
                .set_invitation_id(input.text("InvitationId")),
            _output => json!({})
        ),
        "AcceptInvitation" => send!(
            client
                .accept_invitation()
                .set_master_id(input.text("MasterId"))
                .set_invitation_id(input.text("InvitationId")),
            _output => json!({})
        ),
        "DeclineInvitations" => send!(client.decline_invitations().set_account_ids(accounts), output => json!({
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "DeleteInvitations" => send!(client.delete_invitations().set_account_ids(accounts), output => json!({
            "UnprocessedAccounts": unprocessed(output.unprocessed_accounts())
        })),
        "GetAdministratorAccount" => send!(client.get_administrator_account(), output => json!({
            "Administrator": output.administrator().map(invitation)
        })),
        "GetMasterAccount" => send!(client.get_master_account(), output => json!({
            "Master": output.master().map(invitation)
        })),
        "DisassociateFromAdministratorAccount" => {
            send!(client.disassociate_from_administrator_account(), _output => json!({}))
        }
        "DisassociateFromMasterAccount" => {
            send!(client.disassociate_from_master_account(), _output => json!({}))
        }
        other => json!({ "failed": format!("{other} is not in this program") }),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scenario), Some(endpoint)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scenario SCENARIO ENDPOINT".into());
    };
    let steps: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(scenario)?)?;
    let mut saved: HashMap<String, Value> = HashMap::new();
    for step in &steps {
        let mut input = step["input"].as_object().cloned().unwrap_or_default();
        for value in input.values_mut() {
            if let Some(name) = value.as_str().and_then(|text| text.strip_prefix('$')) {
                *value = saved.get(name).cloned().unwrap_or_default();
            }
        }
        let client = client(&endpoint, step["as"].as_str().unwrap_or_default());
        let call = step["call"].as_str().unwrap_or_default();
        let result = perform(&client, call, step.get("pages").is_some(), Input(input)).await;
        for (name, path) in step["save"].as_object().into_iter().flatten() {
            let pointer = format!("/output/{}", path.as_str().unwrap_or_default().replace('.', "/"));
            saved.insert(name.clone(), result.pointer(&pointer).cloned().unwrap_or_default());
        }
        println!("{result}");
    }
    Ok(())
}
