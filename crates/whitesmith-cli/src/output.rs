//! Standard output and standard error, with colour where they can show it.

use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};
use whitesmith_diagnostics::human::Style;

use crate::failure::Failure;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set; everywhere, if `CLICOLOR_FORCE` is.
    #[default]
    Auto,
    Always,
    Never,
}

/// Where the program writes.
pub(crate) struct Output {
    color: Color,
    stdout: io::Stdout,
    stderr: io::Stderr,
}

impl Output {
    pub(crate) fn new(color: Color) -> Self {
        Self { color, stdout: io::stdout(), stderr: io::stderr() }
    }

    /// The style for standard output.
    pub(crate) fn style(&self) -> Style {
        self.style_of(AutoStream::choice(&self.stdout))
    }

    /// The style for standard error.
    pub(crate) fn error_style(&self) -> Style {
        self.style_of(AutoStream::choice(&self.stderr))
    }

    fn style_of(&self, automatic: ColorChoice) -> Style {
        match self.color {
            Color::Auto if automatic == ColorChoice::Never => Style::Plain,
            Color::Auto | Color::Always => Style::Coloured,
            Color::Never => Style::Plain,
        }
    }

    /// Writes to standard output. That it is closed ends the program, quietly.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()).map_err(Failure::Output)
    }

    /// Writes to standard error. There is nobody to tell when that fails.
    pub(crate) fn complain(&mut self, text: &str) {
        let _ = self.stderr.write_all(text.as_bytes());
    }
}
