//! Where the state of a test is: the same tests run on every storage.

use std::path::PathBuf;

use securityhub_local::storage::Storage;
use securityhub_local::storage::sqlite::Sqlite;

/// A database of a test's own, gone with it.
pub enum Place {
    Memory,
    File(PathBuf, tempfile::TempDir),
    #[cfg(feature = "postgres")]
    Postgres(Database),
}

impl Place {
    pub fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::File(folder.path().join("hub.db"), folder)
    }

    /// A database of the server that `SECURITYHUB_LOCAL_POSTGRES` names; without it, the test says that it is not run.
    #[cfg(feature = "postgres")]
    pub fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("SECURITYHUB_LOCAL_POSTGRES") else {
            println!("PostgreSQL: not run, because SECURITYHUB_LOCAL_POSTGRES does not name a server");
            return None;
        };
        Some(Self::Postgres(Database::create(&server)))
    }

    /// What the flag `--database` says for it.
    pub fn flag(&self) -> String {
        match self {
            Self::Memory => panic!("a process's memory is not for others"),
            Self::File(path, _) => path.to_str().unwrap().into(),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.url(),
        }
    }

    /// An instance on it. It blocks.
    pub fn open(&self) -> Box<dyn Storage> {
        match self {
            Self::Memory => Box::new(Sqlite::in_memory().unwrap()),
            Self::File(path, _) => Box::new(Sqlite::open(path).unwrap()),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => {
                Box::new(securityhub_local::storage::postgres::Postgres::connect(&database.url()).unwrap())
            }
        }
    }
}

/// A database that is created for a test, and dropped.
#[cfg(feature = "postgres")]
pub struct Database {
    server: String,
    name: String,
}

#[cfg(feature = "postgres")]
impl Database {
    fn create(server: &str) -> Self {
        let database = Self { server: server.into(), name: format!("hub_{:016x}", fastrand::u64(..)) };
        database.execute(&format!("CREATE DATABASE {}", database.name));
        database
    }

    /// Its URL: that of the server, with another path.
    pub fn url(&self) -> String {
        let (before, path) = self.server.rsplit_once('/').unwrap();
        let query = path.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
        format!("{before}/{}{query}", self.name)
    }

    fn execute(&self, sql: &str) {
        let mut client = postgres::Client::connect(&self.server, postgres::NoTls).unwrap();
        client.batch_execute(sql).unwrap();
    }
}

#[cfg(feature = "postgres")]
impl Drop for Database {
    fn drop(&mut self) {
        self.execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}
