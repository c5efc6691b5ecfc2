//! Both directions over one model that has everything. Types are as the generator writes them.

mod model;
mod names;
mod reading;
mod round_trip;
mod writing;
