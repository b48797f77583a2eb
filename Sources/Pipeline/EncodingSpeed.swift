// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// How fast a worker encodes on this machine, learnt from what workers encoded since the start.
final class EncodingSpeed: Sendable {
  /// In pixels a second.
  private let speed = Mutex(EncodingSpeed.usual)

  /// Takes what one worker did; little says nothing.
  func note(pixels: Int, in duration: Duration) {
    let seconds = duration / .seconds(1)
    guard seconds >= Self.leastSeconds else { return }
    speed.withLock { $0 += (Double(pixels) / seconds - $0) * Self.weight }
  }

  /// Seconds that so many pixels will take, divided among workers.
  func seconds(pixels: Int, workers: Int) -> Double {
    Double(pixels) / (speed.withLock(\.self) * Double(max(workers, 1)))
  }

  /// The time that one worker takes, from the first frame that it reports.
  final class Lap: Sendable {
    private let start = Mutex<ContinuousClock.Instant?>(nil)

    func begin() { start.withLock { $0 = $0 ?? .now } }

    var elapsed: Duration { start.withLock { $0.map { .now - $0 } ?? .zero } }
  }

  /// Decoded from H.264 of the same size and encoded by one core of a small machine of 2020.
  private static let usual = 50e6
  /// Of the newest worker among all.
  private static let weight = 0.2
  private static let leastSeconds = 0.5
}
