//! Faults that stop a run on this thread before a given step.

use std::cell::Cell;
use std::io::{self, ErrorKind};

/// What goes wrong, after a number of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// All further steps fail, as if the process had been killed.
    Killed(usize),
    /// One step fails, as if the disk had been full for a moment.
    Failed(usize),
    /// The one step has failed.
    Past,
    /// No fault.
    None,
}

thread_local! {
    static FAULT: Cell<Fault> = const { Cell::new(Fault::None) };
    static CAN_EXCHANGE: Cell<bool> = const { Cell::new(true) };
}

/// Sets a fault.
pub(crate) fn set(fault: Fault) {
    FAULT.set(fault);
}

/// Clears the fault; returns whether it has struck.
pub(crate) fn clear() -> bool {
    matches!(FAULT.replace(Fault::None), Fault::Killed(0) | Fault::Past)
}

/// Sets whether folders can be exchanged atomically.
pub(crate) fn set_exchange(can: bool) {
    CAN_EXCHANGE.set(can);
}

/// Called before each step.
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

/// Called before each exchange.
pub(crate) fn exchange() -> io::Result<()> {
    if CAN_EXCHANGE.get() { Ok(()) } else { Err(ErrorKind::Unsupported.into()) }
}
