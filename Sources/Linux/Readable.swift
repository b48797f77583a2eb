// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc

/// Waits until `raw` has bytes, has ended, the task is cancelled, or the time is over; blocks no thread.
func untilReadable(_ raw: Int32, within patience: Duration? = nil) async {
  await untilReady(DispatchSource.makeReadSource(fileDescriptor: raw), within: patience)
}

/// Waits until `raw` takes bytes, has ended, the task is cancelled, or the time is over; blocks no thread.
func untilWritable(_ raw: Int32, within patience: Duration? = nil) async {
  await untilReady(DispatchSource.makeWriteSource(fileDescriptor: raw), within: patience)
}

private func untilReady(
  _ waiting: any DispatchSourceProtocol, within patience: Duration?
) async {
  // Every call made on it here is documented as safe from any thread; the overlay does not say Sendable.
  nonisolated(unsafe) let source = waiting
  await withTaskCancellationHandler {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      source.setEventHandler { source.cancel() }
      // The one handler that runs in every case, and after which the descriptor may be closed.
      source.setCancelHandler { continuation.resume() }
      source.resume()
      guard let patience else { return }
      let seconds = max(0, patience / .seconds(1))
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { source.cancel() }
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
