//! Work shared among threads, with its results in the order of the input.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Takes one more result of an item; waits until one is wanted if there are two
/// before it.
pub type Sink<'a, R> = dyn Fn(R) + 'a;

/// Calls `work` on every item in `threads` threads, this one among them, and
/// `deliver` on every result in the order of the items, until one delivery fails.
///
/// Each thread takes the next item itself, and delivers what is ready unless another
/// one does so at the moment: to wake a thread for it would take longer. Only so
/// many results wait that no more than a few items a thread are in memory.
pub fn in_order<T, R: Send, E: Send>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T, &Sink<R>) + Sync,
    deliver: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let items = Mutex::new(items);
    let line = Line::new(2 * threads.get(), deliver);
    let run = || {
        let _ending = Ending(&line);
        while let Some((item, number)) = line.take(&items) {
            work(item, &|result| line.put(number, Some(result)));
            line.put(number, None);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.get() {
            scope.spawn(run);
        }
        run();
    });
    line.outcome()
}

/// The items in work and their results, in order.
struct Line<R, E, D> {
    state: Mutex<State<R, E, D>>,
    moved: Condvar,
    /// Items that may be in it.
    most: usize,
}

struct State<R, E, D> {
    /// The number of the first item.
    first: usize,
    items: VecDeque<Results<R>>,
    /// Nothing while a thread delivers.
    deliver: Option<D>,
    outcome: Result<(), E>,
    /// Whether no more results are wanted.
    has_ended: bool,
    /// Threads that wait for the line to move.
    waiting: usize,
}

/// The results of an item that were not delivered yet.
struct Results<R> {
    ready: VecDeque<R>,
    /// Whether no more come.
    is_whole: bool,
}

impl<R, E, D: FnMut(R) -> Result<(), E>> Line<R, E, D> {
    fn new(most: usize, deliver: D) -> Self {
        let items = VecDeque::with_capacity(most);
        let state =
            State { first: 0, items, deliver: Some(deliver), outcome: Ok(()), has_ended: false, waiting: 0 };
        Line { state: Mutex::new(state), moved: Condvar::new(), most }
    }

    /// The next item and its number; nothing at the end of the items, or when results
    /// are no longer wanted.
    fn take<T>(&self, items: &Mutex<impl Iterator<Item = T>>) -> Option<(T, usize)> {
        let mut items = items.lock().ok()?;
        if self.wait_while(|state| state.items.len() >= self.most).has_ended {
            return None;
        }
        let item = items.next()?;
        // Still under the lock of the items, so that they are numbered in order.
        let mut state = self.lock();
        state.items.push_back(Results { ready: VecDeque::new(), is_whole: false });
        Some((item, state.first + state.items.len() - 1))
    }

    /// Takes one more result of an item, or its end, and delivers what is ready.
    fn put(&self, number: usize, result: Option<R>) {
        /// Results of an item that may wait.
        const MOST: usize = 2;
        let mut state = self.wait_while(|state| {
            let is_next = number == state.first && state.deliver.is_some();
            result.is_some() && !is_next && state.items[number - state.first].ready.len() >= MOST
        });
        if state.has_ended {
            return;
        }
        let first = state.first;
        let results = &mut state.items[number - first];
        results.is_whole = result.is_none();
        results.ready.extend(result);
        let Some(mut deliver) = state.deliver.take() else { return };
        while let Some(result) = state.next() {
            if state.waiting > 0 {
                self.moved.notify_all();
            }
            drop(state);
            let outcome = deliver(result);
            state = self.lock();
            if outcome.is_err() {
                state.outcome = outcome;
                return self.end(state);
            }
        }
        state.deliver = Some(deliver);
        if state.waiting > 0 {
            self.moved.notify_all();
        }
    }

    fn outcome(self) -> Result<(), E> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).outcome
    }
}

impl<R, E, D> Line<R, E, D> {
    fn lock(&self) -> MutexGuard<'_, State<R, E, D>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while the line must move first, unless it has ended.
    fn wait_while(&self, is_early: impl Fn(&State<R, E, D>) -> bool) -> MutexGuard<'_, State<R, E, D>> {
        let mut state = self.lock();
        while !state.has_ended && is_early(&state) {
            state.waiting += 1;
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
        state
    }

    fn end(&self, mut state: MutexGuard<'_, State<R, E, D>>) {
        state.has_ended = true;
        self.moved.notify_all();
    }
}

impl<R, E, D> State<R, E, D> {
    /// The next result in order, if it is ready.
    fn next(&mut self) -> Option<R> {
        loop {
            let item = self.items.front_mut()?;
            match item.ready.pop_front() {
                None if item.is_whole => {
                    self.items.pop_front();
                    self.first += 1;
                }
                next => return next,
            }
        }
    }
}

/// Ends the line if there is a panic, so that nobody waits for what never comes; the
/// scope of the threads passes the panic on.
struct Ending<'a, R, E, D>(&'a Line<R, E, D>);

impl<R, E, D> Drop for Ending<'_, R, E, D> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.end(self.0.lock());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sink, in_order};
    use std::convert::Infallible;
    use std::num::NonZeroUsize;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in 1..5 {
            let mut results = Vec::new();
            let deliver = |result| {
                results.push(result);
                Ok::<_, Infallible>(())
            };
            // Of each item as many results as it says.
            let work = |n: usize, sink: &Sink<usize>| (0..n % 5).for_each(|i| sink(n * 10 + i));
            let Ok(()) = in_order(NonZeroUsize::new(threads).unwrap(), 0..1000, work, deliver);
            assert!(results.into_iter().eq((0..1000).flat_map(|n| (0..n % 5).map(move |i| n * 10 + i))));
        }
    }

    #[test]
    fn a_failed_delivery_ends_endless_work() {
        let deliver = |n| if n < 10 { Ok(()) } else { Err(n) };
        let work = |n, sink: &Sink<usize>| sink(n);
        assert_eq!(in_order(NonZeroUsize::new(2).unwrap(), 0.., work, deliver), Err(10));
    }

    #[test]
    fn a_panic_ends_endless_work() {
        for (bad_work, bad_delivery) in [(10, usize::MAX), (usize::MAX, 10)] {
            let deliver = |n| {
                assert_ne!(n, bad_delivery);
                Ok::<_, Infallible>(())
            };
            let work = |n, sink: &Sink<usize>| {
                assert_ne!(n, bad_work);
                sink(n);
            };
            let run = || in_order(NonZeroUsize::new(3).unwrap(), 0.., work, deliver);
            assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
        }
    }
}
