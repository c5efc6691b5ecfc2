//! DeleteInvitations by aws-sdk-securityhub, as its documentation has it.

use aws_sdk_securityhub::config::{BehaviorVersion, Config, Credentials, Region};

fn main() {
    let (endpoint, calls) = measure::arguments();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new(measure::ACCESS_KEY, measure::SECRET_KEY, None, None, "static"))
            .endpoint_url(endpoint);
        #[cfg(not(feature = "tls"))]
        let config = config.http_client(aws_smithy_http_client::Builder::new().build_http());
        let client = aws_sdk_securityhub::Client::from_conf(config.build());
        measure::run(calls, || async {
            let call = client.delete_invitations().set_account_ids(Some(measure::ACCOUNTS.map(Into::into).to_vec()));
            call.send().await.expect("an output").unprocessed_accounts().len()
        })
        .await;
    });
}
