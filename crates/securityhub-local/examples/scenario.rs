//! The scenario of `tests/clients` with the generated client: `scenario SCENARIO ENDPOINT`, results to standard output,
//! a line of JSON a step.

use std::collections::HashMap;
use std::error::Error;

use securityhub::{OperationError, operation};
use securityhub_client::auth::credentials::Credentials;
use securityhub_client::{Client, Retries};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use whitesmith::Operation;

fn client(endpoint: &str, who: &str) -> Result<Client, Box<dyn Error>> {
    let credentials = Credentials::new(who, format!("{who}-secret"));
    let client = Client::builder().endpoint(endpoint).region("eu-north-1").credentials(credentials);
    Ok(client.retries(Retries::off()).build()?)
}

/// A result as the scenario has it.
fn show<T: Serialize, E: OperationError>(result: Result<T, E>) -> Result<Value, Box<dyn Error>> {
    match result {
        Ok(output) => Ok(json!({ "output": serde_json::to_value(output)? })),
        Err(error) if error.code().is_some() => {
            Ok(json!({ "error": { "code": error.code(), "message": error.message() } }))
        }
        Err(error) => Err(error.into()),
    }
}

fn input<O: Operation<Input: DeserializeOwned>>(input: Map<String, Value>) -> Result<O::Input, Box<dyn Error>> {
    Ok(serde_json::from_value(Value::Object(input))?)
}

/// Calls an operation by its name.
macro_rules! operations {
    ($($method:ident $operation:ident;)*) => {
        #[expect(deprecated, reason = "a scenario may call operations that are deprecated")]
        async fn perform(client: &Client, call: &str, arguments: Map<String, Value>) -> Result<Value, Box<dyn Error>> {
            match call {
                $(stringify!($operation) => {
                    show(client.$method(input::<operation::$operation>(arguments)?).await)
                })*
                other => Err(format!("{other} is no operation").into()),
            }
        }
    };
}

operations! {
    accept_administrator_invitation AcceptAdministratorInvitation;
    accept_invitation AcceptInvitation;
    create_members CreateMembers;
    decline_invitations DeclineInvitations;
    delete_invitations DeleteInvitations;
    delete_members DeleteMembers;
    describe_hub DescribeHub;
    disable_security_hub DisableSecurityHub;
    disassociate_from_administrator_account DisassociateFromAdministratorAccount;
    disassociate_from_master_account DisassociateFromMasterAccount;
    disassociate_members DisassociateMembers;
    enable_security_hub EnableSecurityHub;
    get_administrator_account GetAdministratorAccount;
    get_invitations_count GetInvitationsCount;
    get_master_account GetMasterAccount;
    get_members GetMembers;
    invite_members InviteMembers;
    list_invitations ListInvitations;
    list_members ListMembers;
}

/// Asks page after page, and puts their items together.
async fn all_pages(
    client: &Client,
    call: &str,
    items: &str,
    mut arguments: Map<String, Value>,
) -> Result<Value, Box<dyn Error>> {
    let mut found = Vec::new();
    loop {
        let page = perform(client, call, arguments.clone()).await?;
        let Some(list) = page["output"][items].as_array() else { return Ok(page) };
        found.extend(list.iter().cloned());
        match &page["output"]["NextToken"] {
            Value::Null => return Ok(json!({ "output": { items: found } })),
            token => arguments.insert("NextToken".into(), token.clone()),
        };
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(scenario), Some(endpoint)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scenario SCENARIO ENDPOINT".into());
    };
    let steps: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(scenario)?)?;
    let mut saved: HashMap<String, Value> = HashMap::new();
    for step in &steps {
        let text = |name: &str| step[name].as_str().unwrap_or_default();
        let mut input = step["input"].as_object().cloned().unwrap_or_default();
        for value in input.values_mut() {
            if let Some(name) = value.as_str().and_then(|text| text.strip_prefix('$')) {
                *value = saved.get(name).cloned().unwrap_or_default();
            }
        }
        let client = client(&endpoint, text("as"))?;
        let result = match step["pages"].as_str() {
            Some(items) => all_pages(&client, text("call"), items, input).await?,
            None => perform(&client, text("call"), input).await?,
        };
        for (name, path) in step["save"].as_object().into_iter().flatten() {
            let pointer = format!("/output/{}", path.as_str().unwrap_or_default().replace('.', "/"));
            saved.insert(name.clone(), result.pointer(&pointer).cloned().unwrap_or_default());
        }
        println!("{result}");
    }
    Ok(())
}
