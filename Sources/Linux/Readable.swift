// SPDX-License-Identifier: GPL-3.0-or-later

internal import Dispatch
internal import Glibc

/// Waits until `raw` has bytes, has ended, the task is cancelled, or the time is over; blocks no thread.
func untilReadable(_ raw: Int32, within patience: Duration? = nil) async {
  await untilReady(.reading, raw, within: patience)
}

/// Waits until `raw` takes bytes, has ended, the task is cancelled, or the time is over; blocks no thread.
func untilWritable(_ raw: Int32, within patience: Duration? = nil) async {
  await untilReady(.writing, raw, within: patience)
}

private func untilReady(
  _ readiness: Poller.Readiness, _ raw: Int32, within patience: Duration?
) async {
  let ticket = Poller.shared.ticket()
  await withTaskCancellationHandler {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Poller.shared.wait(ticket, for: readiness, of: raw, continuation)
      // The end of the task may have come before there was anything to end.
      if Task.isCancelled { Poller.shared.end(ticket) }
      guard let patience else { return }
      let seconds = max(0, patience / .seconds(1))
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { Poller.shared.end(ticket) }
    }
  } onCancel: {
    Poller.shared.end(ticket)
  }
}

/// Makes reads of `raw` answer `EAGAIN` instead of waiting.
func makeNonBlocking(_ raw: Int32) throws(SystemError) {
  let flags = try check("fcntl") { fcntl(raw, F_GETFL) }
  try check("fcntl") { fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
}
