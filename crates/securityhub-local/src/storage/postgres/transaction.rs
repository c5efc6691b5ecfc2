//! A transaction over the state of a Region.

use postgres::types::ToSql;
use postgres::{IsolationLevel, Row, Statement};

use super::connections::{Connection, Statements};
use super::rows::{hub, number, relationship};
use super::{broken, uncertain};
use crate::state::{Hub, Relationship, Status};
use crate::storage::{Access, Outcome, Page, StorageError, Transaction, Versions, Work, clamp, milliseconds};

/// Carries out `work` in a transaction.
pub(super) fn transact(
    connection: &mut Connection,
    access: Access,
    region: &str,
    work: &mut Work<'_>,
) -> Result<Versions, StorageError> {
    let Connection { client, statements } = connection;
    let (isolation, read_only) = match access {
        Access::Read => (IsolationLevel::RepeatableRead, true),
        // Once the row of the Region is locked, every statement sees what the last transaction has left.
        Access::Write => (IsolationLevel::ReadCommitted, false),
    };
    let transaction =
        client.build_transaction().isolation_level(isolation).read_only(read_only).start().map_err(broken)?;
    let mut inside = Inside { transaction, statements, region, changed: false };
    let read = inside.begin(access)?;
    let outcome = work(&mut inside)?;
    if outcome == Outcome::Undo || !inside.changed {
        inside.transaction.rollback().map_err(broken)?;
        return Ok(Versions { read, made: read });
    }
    inside.change("UPDATE securityhub_local.regions SET version = version + 1 WHERE region = $1", &[&region])?;
    inside.transaction.commit().map_err(uncertain)?;
    Ok(Versions { read, made: read + 1 })
}

/// The inside of a transaction.
struct Inside<'a> {
    transaction: postgres::Transaction<'a>,
    statements: &'a mut Statements,
    region: &'a str,
    changed: bool,
}

type Parameters<'a> = [&'a (dyn ToSql + Sync)];

impl Inside<'_> {
    /// Reads the Region's version; to write, it is locked.
    fn begin(&mut self, access: Access) -> Result<i64, StorageError> {
        let region = self.region;
        let version = |rows: Vec<Row>| rows.first().map(|row| row.try_get(0)).transpose().map_err(broken);
        if access == Access::Read {
            let rows = self.query("SELECT version FROM securityhub_local.regions WHERE region = $1", &[&region])?;
            return Ok(version(rows)?.unwrap_or_default());
        }
        let lock = "SELECT version FROM securityhub_local.regions WHERE region = $1 FOR UPDATE";
        let rows = self.query(lock, &[&region])?;
        if let Some(version) = version(rows)? {
            return Ok(version);
        }
        let first = "INSERT INTO securityhub_local.regions VALUES ($1, 0) ON CONFLICT DO NOTHING";
        let statement = self.prepare(first)?;
        self.transaction.execute(&statement, &[&region]).map_err(broken)?;
        let rows = self.query(lock, &[&region])?;
        Ok(version(rows)?.unwrap_or_default())
    }

    fn prepare(&mut self, sql: &'static str) -> Result<Statement, StorageError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(broken)?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    fn query(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<Vec<Row>, StorageError> {
        let statement = self.prepare(sql)?;
        self.transaction.query(&statement, parameters).map_err(broken)
    }

    fn count(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<u64, StorageError> {
        let rows = self.query(sql, parameters)?;
        rows.first().map_or(Ok(0), number)
    }

    fn change(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<(), StorageError> {
        let statement = self.prepare(sql)?;
        self.changed |= self.transaction.execute(&statement, parameters).map_err(broken)? > 0;
        Ok(())
    }
}

impl Transaction for Inside<'_> {
    fn hub(&mut self, account: &str) -> Result<Option<Hub>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.hubs WHERE region = $1 AND account = $2";
        self.query(sql, &[&region, &account])?.first().map(hub).transpose()
    }

    fn save_hub(&mut self, hub: &Hub) -> Result<(), StorageError> {
        let tags = serde_json::to_string(&hub.tags).map_err(|error| StorageError::new("writing tags", error))?;
        let (region, subscribed_at) = (self.region, milliseconds(hub.subscribed_at));
        self.change(
            "INSERT INTO securityhub_local.hubs
                (region, account, subscribed_at, control_finding_generator, tags)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (region, account) DO UPDATE
                SET subscribed_at = $3, control_finding_generator = $4, tags = $5",
            &[&region, &hub.account, &subscribed_at, &hub.control_finding_generator, &tags],
        )
    }

    fn delete_hub(&mut self, account: &str) -> Result<(), StorageError> {
        let region = self.region;
        let sql = "DELETE FROM securityhub_local.hubs WHERE region = $1 AND account = $2";
        self.change(sql, &[&region, &account])
    }

    fn relationship(&mut self, administrator: &str, member: &str) -> Result<Option<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member = $3";
        self.query(sql, &[&region, &administrator, &member])?.first().map(relationship).transpose()
    }

    fn save(&mut self, relationship: &Relationship) -> Result<(), StorageError> {
        let region = self.region;
        let invitation = relationship.invitation.as_ref();
        self.change(
            "INSERT INTO securityhub_local.relationships
                (region, administrator, member, email, status, invited_at, updated_at, invitation_id, declined)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (region, administrator, member) DO UPDATE
                SET email = $4, status = $5, invited_at = $6, updated_at = $7, invitation_id = $8, declined = $9",
            &[
                &region,
                &relationship.administrator,
                &relationship.member,
                &relationship.email,
                &relationship.status.as_str(),
                &relationship.invited_at.map(milliseconds),
                &milliseconds(relationship.updated_at),
                &invitation.map(|invitation| invitation.id.as_str()),
                &invitation.is_some_and(|invitation| invitation.declined),
            ],
        )
    }

    fn delete(&mut self, administrator: &str, member: &str) -> Result<(), StorageError> {
        let region = self.region;
        let sql = "DELETE FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member = $3";
        self.change(sql, &[&region, &administrator, &member])
    }

    fn members(
        &mut self,
        administrator: &str,
        statuses: &[Status],
        page: Page<'_>,
    ) -> Result<Vec<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member > $3 AND status = ANY($4) ORDER BY member LIMIT $5";
        let parameters: &Parameters<'_> = &[&region, &administrator, &page.after, &names(statuses), &clamp(page.limit)];
        self.query(sql, parameters)?.iter().map(relationship).collect()
    }

    fn count_members(&mut self, administrator: &str, statuses: &[Status]) -> Result<u64, StorageError> {
        let region = self.region;
        let sql = "SELECT count(*) FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND status = ANY($3)";
        self.count(sql, &[&region, &administrator, &names(statuses)])
    }

    fn invitations(&mut self, member: &str, page: Page<'_>) -> Result<Vec<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND administrator > $3 AND invitation_id IS NOT NULL
            ORDER BY administrator LIMIT $4";
        let parameters: &Parameters<'_> = &[&region, &member, &page.after, &clamp(page.limit)];
        self.query(sql, parameters)?.iter().map(relationship).collect()
    }

    fn count_invitations(&mut self, member: &str) -> Result<u64, StorageError> {
        let region = self.region;
        let sql = "SELECT count(*) FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND invitation_id IS NOT NULL AND status <> 'Enabled'";
        self.count(sql, &[&region, &member])
    }

    fn administrator_of(&mut self, member: &str) -> Result<Option<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND status = 'Enabled'";
        self.query(sql, &[&region, &member])?.first().map(relationship).transpose()
    }
}

fn names(statuses: &[Status]) -> Vec<&'static str> {
    statuses.iter().map(|status| status.as_str()).collect()
}
