// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Boundaries by picture number, kept for as long as a rule may ask for them.
struct RecentBoundaries: Sendable {
  private var entries: [Entry] = []
  private var released = 0

  /// Pictures around a dissolve in which a small hard cut is a part of it.
  private static let dissolveDistance = 20
  /// Pictures for which released boundaries are kept: more than any rule looks back.
  private static let memory = 256

  mutating func add(_ number: Int, _ kind: ShotBoundary.Kind, isWeak: Bool = false) {
    entries.append(Entry(number: number, kind: kind, isWeak: isWeak))
  }

  /// Adds a dissolve and drops the small cuts that belong to it.
  mutating func addDissolve(_ number: Int) {
    entries.removeAll { entry in
      entry.isWeak && entry.number >= released
        && abs(entry.number - number) <= Self.dissolveDistance
    }
    add(number, .dissolve)
  }

  func numbers(of kind: ShotBoundary.Kind) -> [Int] {
    entries.filter { $0.kind == kind }.map(\.number)
  }

  /// Answers in order what is not yet released and lies before `settled`.
  mutating func release(before settled: Int) -> [(Int, ShotBoundary.Kind)] {
    var fresh: [(Int, ShotBoundary.Kind)] = []
    for entry in entries where (released..<max(released, settled)).contains(entry.number) {
      fresh.append((entry.number, entry.kind))
    }
    released = max(released, settled)
    entries.removeAll { $0.number + Self.memory < released }
    return fresh.sorted { $0.0 < $1.0 }
  }

  private struct Entry {
    var number: Int
    var kind: ShotBoundary.Kind
    var isWeak: Bool
  }
}

/// Times of the pictures that are not yet settled, by number.
struct TimeLog: Sendable {
  private var times: [MediaTime] = []
  private var first = 0

  mutating func append(_ time: MediaTime) { times.append(time) }

  subscript(number: Int) -> MediaTime { times[number - first] }

  /// Lets go of everything below `number`.
  mutating func forget(before number: Int) {
    let count = min(max(0, number - first), times.count)
    times.removeFirst(count)
    first += count
  }
}
