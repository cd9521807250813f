//! Writes a hostile model to files: `cargo run -p smithgen-tests --example hostile -- DIMENSION
//! SIZE FOLDER`. Without arguments, lists the dimensions.

use std::path::Path;
use std::{env, fs, io};

use smithgen_tests::hostile;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [name, size, folder] = arguments.as_slice() else {
        for dimension in hostile::dimensions() {
            println!("{}\t{}", dimension.name, dimension.size);
        }
        return Ok(());
    };
    let dimension = hostile::dimensions().find(|dimension| dimension.name == name);
    let dimension = dimension.ok_or_else(|| io::Error::other("no such dimension"))?;
    fs::create_dir_all(folder)?;
    for source in (dimension.build)(size.parse().map_err(io::Error::other)?) {
        fs::write(Path::new(folder).join(source.name), source.bytes)?;
    }
    Ok(())
}
