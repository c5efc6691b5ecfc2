//! A Security Hub to run on a laptop: the members and invitations of AWS Security Hub, behind the real AWS tools.
//!
//! It is built on the generated server crate, which has everything that is on the wire. What is here:
//!
//! | what | where |
//! |---|---|
//! | who calls | [`accounts`] |
//! | what each operation does | [`rules`], a file an operation |
//! | where the state is | [`storage`]: SQLite, or PostgreSQL with the feature `postgres` |
//! | how much and how fast | [`limits`] |
//! | pages and their tokens | [`pagination`] |
//! | the last requests, counts, the page | [`journal`], [`metrics`], [`page`] |
//! | all of it behind a port | [`app`] |
//!
//! `README.md` beside it is for those who use it.

pub mod accounts;
pub mod app;
pub mod journal;
pub mod limits;
pub mod metrics;
pub mod page;
pub mod pagination;
pub mod rejection;
pub mod rules;
pub mod seed;
pub mod service;
pub mod state;
pub mod storage;
pub mod toml_file;

pub use app::App;
pub use service::LocalHub;
