// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc

/// Waits until `raw` has bytes, has ended, or the task is cancelled; blocks no thread.
func untilReadable(_ raw: Int32) async {
  // Every call made on it here is documented as safe from any thread; the overlay does not say Sendable.
  nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: raw)
  await withTaskCancellationHandler {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      source.setEventHandler { source.cancel() }
      // The one handler that runs in every case, and after which the descriptor may be closed.
      source.setCancelHandler { continuation.resume() }
      source.resume()
    }
  } onCancel: {
    source.cancel()
  }
}

/// Makes reads of `raw` answer `EAGAIN` instead of waiting.
func makeNonBlocking(_ raw: Int32) throws(SystemError) {
  let flags = try check("fcntl") { fcntl(raw, F_GETFL) }
  try check("fcntl") { fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
}
