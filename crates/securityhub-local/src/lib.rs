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
//! | the last requests | [`journal`] |
//!
//! `README.md` beside it is for those who use it.

pub mod accounts;
pub mod journal;
pub mod limits;
pub mod pagination;
pub mod rejection;
pub mod rules;
pub mod seed;
pub mod service;
pub mod state;
pub mod storage;
pub mod toml_file;

pub use service::LocalHub;
