//! `EnableSecurityHub`.

use securityhub::operation::{EnableSecurityHubInput, EnableSecurityHubOutput};

use super::Context;
use crate::rejection::Rejection;
use crate::state::Hub;

/// Turns the hub on. One that is on already is a conflict.
///
/// The default standards are outside of what this server knows; whether to enable them is read and has no effect.
pub fn enable_security_hub(
    context: &mut Context<'_>,
    input: &EnableSecurityHubInput,
) -> Result<EnableSecurityHubOutput, Rejection> {
    if context.state.hub(context.account)?.is_some() {
        return Err(Rejection::Conflict("Account is already subscribed to Security Hub".into()));
    }
    // What Security Hub chooses where the request does not.
    let generator = input.control_finding_generator.as_ref().map_or("SECURITY_CONTROL", |value| value.as_str());
    let hub = Hub {
        region: context.region.into(),
        account: context.account.into(),
        subscribed_at: context.now,
        control_finding_generator: generator.into(),
        tags: input.tags.clone().unwrap_or_default(),
    };
    context.state.save_hub(&hub)?;
    Ok(EnableSecurityHubOutput::default())
}
