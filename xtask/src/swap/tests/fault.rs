//! Steps that fail, so that a run of this thread stops before any of them.

use std::cell::Cell;
use std::io::{self, ErrorKind};

/// What goes wrong, after so many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing more has any effect: the process was killed.
    Killed(usize),
    /// One step fails: the disk was full for a moment.
    Failed(usize),
    /// It has failed.
    Past,
    /// Nothing.
    None,
}

thread_local! {
    static FAULT: Cell<Fault> = const { Cell::new(Fault::None) };
    static CAN_EXCHANGE: Cell<bool> = const { Cell::new(true) };
}

/// Has something go wrong from here on.
pub(crate) fn set(fault: Fault) {
    FAULT.set(fault);
}

/// Has nothing go wrong from here on; whether anything did.
pub(crate) fn clear() -> bool {
    matches!(FAULT.replace(Fault::None), Fault::Killed(0) | Fault::Past)
}

/// Whether this thread's system can exchange two folders by one call.
pub(crate) fn set_exchange(can: bool) {
    CAN_EXCHANGE.set(can);
}

/// Before each step.
pub(crate) fn step() -> io::Result<()> {
    let (next, outcome) = match FAULT.get() {
        Fault::Killed(0) => (Fault::Killed(0), Err(io::Error::other("killed"))),
        Fault::Failed(0) => (Fault::Past, Err(ErrorKind::StorageFull.into())),
        Fault::Killed(steps) => (Fault::Killed(steps - 1), Ok(())),
        Fault::Failed(steps) => (Fault::Failed(steps - 1), Ok(())),
        same @ (Fault::Past | Fault::None) => (same, Ok(())),
    };
    FAULT.set(next);
    outcome
}

/// Before an exchange.
pub(crate) fn exchange() -> io::Result<()> {
    if CAN_EXCHANGE.get() { Ok(()) } else { Err(ErrorKind::Unsupported.into()) }
}
