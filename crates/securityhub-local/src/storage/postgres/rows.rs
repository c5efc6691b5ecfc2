//! What rows say.

use std::collections::BTreeMap;

use postgres::Row;
use whitesmith::Timestamp;

use super::broken;
use crate::state::{Hub, Invitation, Relationship, Status};
use crate::storage::StorageError;

pub(super) fn number(row: &Row) -> Result<u64, StorageError> {
    let number: i64 = row.try_get(0).map_err(broken)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

pub(super) fn hub(row: &Row) -> Result<Hub, StorageError> {
    let read = || -> Result<_, postgres::Error> {
        let tags: String = row.try_get("tags")?;
        let hub = Hub {
            region: row.try_get("region")?,
            account: row.try_get("account")?,
            subscribed_at: Timestamp::from_milliseconds(row.try_get("subscribed_at")?),
            control_finding_generator: row.try_get("control_finding_generator")?,
            tags: BTreeMap::new(),
        };
        Ok((hub, tags))
    };
    let (hub, tags) = read().map_err(broken)?;
    let tags = serde_json::from_str(&tags).map_err(|error| StorageError::new("reading tags", error))?;
    Ok(Hub { tags, ..hub })
}

pub(super) fn relationship(row: &Row) -> Result<Relationship, StorageError> {
    let read = || -> Result<_, postgres::Error> {
        let declined = row.try_get("declined")?;
        let invitation: Option<String> = row.try_get("invitation_id")?;
        let status: String = row.try_get("status")?;
        let relationship = Relationship {
            region: row.try_get("region")?,
            administrator: row.try_get("administrator")?,
            member: row.try_get("member")?,
            email: row.try_get("email")?,
            status: Status::Created,
            invited_at: row.try_get::<_, Option<i64>>("invited_at")?.map(Timestamp::from_milliseconds),
            updated_at: Timestamp::from_milliseconds(row.try_get("updated_at")?),
            invitation: invitation.map(|id| Invitation { id, declined }),
        };
        Ok((relationship, status))
    };
    let (relationship, status) = read().map_err(broken)?;
    let status = status.parse().map_err(|error: String| StorageError::new("reading a status", error))?;
    Ok(Relationship { status, ..relationship })
}
