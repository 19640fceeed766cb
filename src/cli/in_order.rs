//! Work shared among threads, with its results in the order of the input.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

/// Takes one more result of an item; waits until one is wanted if there are two
/// before it.
pub type Sink<'a, R> = dyn Fn(R) + 'a;

/// Calls `work` on every item in `threads` threads, and `deliver` on every
/// result in the order of the items, until one delivery fails.
///
/// Each thread takes the next item itself and at the same moment queues a
/// promise of its results; the promises are kept one after the other. The queue
/// is short, and so is that of the results of an item, so that no more than a few
/// items a thread are in memory.
pub fn in_order<T, R: Send, E>(
    threads: NonZeroUsize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T, &Sink<R>) + Sync,
    mut deliver: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let items = Mutex::new(items);
    let (queue, promises) = mpsc::sync_channel(2 * threads.get());
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            let (items, work, queue) = (&items, &work, queue.clone());
            scope.spawn(move || {
                while let Some((item, results)) = take(items, &queue) {
                    // Nobody waits for results if a delivery has failed.
                    work(item, &|result| drop(results.send(Some(result))));
                    let _ = results.send(None);
                }
            });
        }
        drop(queue);
        for promise in promises {
            loop {
                match promise.recv() {
                    Ok(Some(result)) => deliver(result)?,
                    Ok(None) => break,
                    // A promise is broken only by a panic, which the scope passes on.
                    Err(_) => return Ok(()),
                }
            }
        }
        Ok(())
    })
}

/// The next item, and where its results are to be sent, nothing after the last one;
/// nothing at the end of the items, or when the results are no longer wanted.
fn take<T, R>(
    items: &Mutex<impl Iterator<Item = T>>,
    queue: &SyncSender<Receiver<Option<R>>>,
) -> Option<(T, SyncSender<Option<R>>)> {
    let mut items = items.lock().ok()?;
    let item = items.next()?;
    // Nobody who has but one result waits for somebody to take it before he says so.
    let (sender, promise) = mpsc::sync_channel(2);
    // Still under the lock, so that promises are queued in the order of items.
    queue.send(promise).ok()?;
    Some((item, sender))
}

#[cfg(test)]
mod tests {
    use super::{Sink, in_order};
    use std::convert::Infallible;
    use std::num::NonZeroUsize;

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
}
