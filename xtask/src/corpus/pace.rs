//! The pace that the generator is compared with: how long its output takes to parse and to print.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long syn takes to parse the Rust of a package, and prettyplease to print it again.
pub(super) fn measure(files: &BTreeMap<String, String>) -> Result<Duration> {
    let mut time = Duration::ZERO;
    let is_rust = |path: &str| Path::new(path).extension().is_some_and(|it| it == "rs");
    for (path, text) in files.iter().filter(|(path, _)| is_rust(path)) {
        let start = Instant::now();
        let file = syn::parse_file(text).with_context(|| format!("`{path}` is not Rust"))?;
        // The result is used, so that none of the work is left out.
        std::hint::black_box(prettyplease::unparse(&file));
        drop(file);
        time += start.elapsed();
    }
    Ok(time)
}
