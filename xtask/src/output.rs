//! Standard output, which may be closed: `cargo xtask test | head`.

use std::fmt::Arguments;
use std::io::{self, Write as _};

/// Writes a line to standard output, as `println!` does. That it is closed ends the program, quietly.
macro_rules! say {
    () => { $crate::output::write(format_args!("\n")) };
    ($($text:tt)+) => { $crate::output::write(format_args!("{}\n", format_args!($($text)+))) };
}
pub(crate) use say;

/// Writes to standard output.
pub(crate) fn write(text: Arguments<'_>) {
    // What is not said cannot be read, so there is nothing to go on for; nor is it a success.
    if io::stdout().write_fmt(text).is_err() {
        std::process::exit(1);
    }
}
