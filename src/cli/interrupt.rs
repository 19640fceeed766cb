//! Ctrl-C and requests to end: the first ends the work in order, the second at once.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use trich::input::Stopper;

/// What a program that ended by Ctrl-C ends with.
pub const EXIT_CODE: u8 = 130;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Listens from now on. `stopper` ends the input at the first interrupt; without
/// one somebody looks whether there was one.
pub fn listen(stopper: Option<Stopper>) {
    let handler = move || {
        if INTERRUPTED.swap(true, SeqCst) {
            process::exit(EXIT_CODE.into());
        }
        if let Some(stopper) = &stopper {
            stopper.stop();
        }
    };
    // Without a handler the system ends the program, which is no harm.
    let _ = ctrlc::set_handler(handler);
}

/// Whether there was an interrupt.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(SeqCst)
}
