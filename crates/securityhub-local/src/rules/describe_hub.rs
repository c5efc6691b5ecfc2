//! `DescribeHub`.

use securityhub::With;
use securityhub::operation::{DescribeHubInput, DescribeHubOutput};
use whitesmith::schema::TimestampFormat;

use super::Context;
use crate::rejection::Rejection;

/// Describes the caller's hub. The ARN of any other is not found.
pub fn describe_hub(context: &mut Context<'_>, input: &DescribeHubInput) -> Result<DescribeHubOutput, Rejection> {
    let hub = context.hub()?;
    if let Some(arn) = input.hub_arn.as_deref().filter(|arn| *arn != hub.arn()) {
        return Err(Rejection::NotFound(format!("There is no hub {arn} in account {}", context.account)));
    }
    Ok(DescribeHubOutput::default().with(|output| {
        output.hub_arn = Some(hub.arn());
        output.auto_enable_controls = Some(true);
        output.control_finding_generator = Some(hub.control_finding_generator.as_str().into());
        output.subscribed_at = hub.subscribed_at.format(TimestampFormat::DateTime);
    }))
}
