//! Calls a server by what generated crates build, and reads its answers by them.
//!
//! `cargo xtask e2e` starts the server and runs this program with its address and the names of services. Each case
//! makes what it needs, so cases do not depend on each other. For each, a line goes to standard output: the service,
//! the case, the number of calls, and `passed` or `failed`, with tabs between them. What a failed case did goes to
//! standard error.

mod client;
mod cognito_idp;
mod dynamodb;
mod ec2;
mod iam;
mod lambda;
mod route53;
mod s3;
mod sns;
mod sqs;
mod sts;

use std::panic::{self, AssertUnwindSafe};

use crate::client::Client;

/// A function that panics if the server's answers are not what they are to be.
type Case = fn(&Client<'_>);

/// The cases of a service.
struct Service {
    /// The name of its crate.
    name: &'static str,
    /// Its name in the scope of a signature.
    signing_name: &'static str,
    /// Functions by name.
    cases: &'static [(&'static str, Case)],
}

const SERVICES: [Service; 10] = [
    Service { name: "cognito-idp", signing_name: "cognito-idp", cases: cognito_idp::CASES },
    Service { name: "dynamodb", signing_name: "dynamodb", cases: dynamodb::CASES },
    Service { name: "ec2", signing_name: "ec2", cases: ec2::CASES },
    Service { name: "iam", signing_name: "iam", cases: iam::CASES },
    Service { name: "lambda", signing_name: "lambda", cases: lambda::CASES },
    Service { name: "route53", signing_name: "route53", cases: route53::CASES },
    Service { name: "s3", signing_name: "s3", cases: s3::CASES },
    Service { name: "sns", signing_name: "sns", cases: sns::CASES },
    Service { name: "sqs", signing_name: "sqs", cases: sqs::CASES },
    Service { name: "sts", signing_name: "sts", cases: sts::CASES },
];

/// The table of a service's cases, by the names of the functions.
macro_rules! cases {
    ($($case:ident),* $(,)?) => {
        pub(crate) const CASES: &[(&str, crate::Case)] = &[$((stringify!($case), $case)),*];
    };
}
use cases;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().expect("the first argument is the server's address");
    let wanted: Vec<String> = arguments.collect();
    for service in SERVICES.iter().filter(|service| wanted.iter().any(|it| it == service.name)) {
        for (name, case) in service.cases {
            run(service, name, *case, &address);
        }
    }
}

fn run(service: &Service, name: &str, case: Case, address: &str) {
    let client = Client::new(address, service.signing_name);
    let passed = panic::catch_unwind(AssertUnwindSafe(|| case(&client))).is_ok();
    if !passed {
        eprintln!("{} {name} failed; its last call was:\n{}", service.name, client.last());
    }
    let outcome = if passed { "passed" } else { "failed" };
    println!("{}\t{name}\t{}\t{outcome}", service.name, client.calls());
}
