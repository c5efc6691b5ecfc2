//! Any bytes as Smithy IDL: loading, validating and writing must neither panic nor hang.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod model;

fuzz_target!(|bytes: &[u8]| model::check("fuzz.smithy", bytes));
