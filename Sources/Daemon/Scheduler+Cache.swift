// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Logging
internal import Pipeline
internal import Status
internal import Watching

/// What somebody at the command line asks of the cache.
extension Scheduler {
  /// Counts what is in it, beside the scheduler's own work.
  func cacheStatus() async throws(ControlError) -> CacheStatus {
    let store = workshop.store
    do throws(MontageFailure) {
      return try await keeping.run { () throws(MontageFailure) in
        try CacheKeeping(store).status()
      }
    } catch {
      throw .failed(error.sentence)
    }
  }

  func prune() async throws(ControlError) -> ControlAnswer {
    let pruned: CacheKeeping.Pruned
    do throws(MontageFailure) {
      pruned = try await CacheKeeping(workshop.store).prune()
    } catch {
      throw .failed(error.sentence)
    }
    logger.notice("cache: \(pruned.sentence), by command")
    return .done(count: pruned.files, message: pruned.sentence)
  }

  /// What is still there of the files is measured anew, as if it had just come.
  func forget(_ text: String) async throws(ControlError) -> ControlAnswer {
    let path = Path(text)
    let books = books(of: path)
    guard !books.isEmpty else { throw unknown(path) }
    let store = workshop.store
    let places = books.map { path.isInside($0.root) ? path : $0.root }
    let outcome: Forgetting.Outcome
    do throws(MontageFailure) {
      outcome = try await keeping.run { () throws(MontageFailure) in
        var sum = Forgetting.Outcome()
        for place in places { sum += try Forgetting(store).forget(place) }
        return sum
      }
    } catch {
      throw error.kind == .missing ? .notFound(error.sentence) : .failed(error.sentence)
    }
    guard outcome.known > 0 else { return .done(count: 0, message: outcome.sentence) }
    heard = []
    for book in books { self.books[book.root]?.measureAnew(below: path, at: .now) }
    logger.notice("\(path): \(outcome.sentence), by command")
    advance()
    return .done(count: outcome.known, message: outcome.sentence)
  }
}
