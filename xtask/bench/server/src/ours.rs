//! The generated server.

use securityhub::operation::{DeleteInvitationsError, DeleteInvitationsInput, DeleteInvitationsOutput};
use securityhub::types::ResultShape;
use securityhub::{Request, SecurityHub, With};
use securityhub_server::Server;
use tokio::net::TcpListener;

struct Hub;

impl SecurityHub for Hub {
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let results = request.into_input().account_ids.into_iter().map(|id| {
            ResultShape::default().with(|result| {
                result.account_id = Some(id);
                result.processing_result = Some(crate::REASON.into());
            })
        });
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(results.collect())))
    }
}

pub(crate) async fn serve(listener: TcpListener) {
    Server::new(Hub).without_authentication().serve(listener).await;
}
