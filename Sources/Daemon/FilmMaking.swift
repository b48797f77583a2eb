// SPDX-License-Identifier: GPL-3.0-or-later

internal import Pipeline
internal import Settings

/// A film to make, as it was when it was decided.
struct FilmOrder: Sendable {
  var film: FilmID
  var config: ConfigName
  var project: Project
  var request: String
  var isPreliminary: Bool
  /// Leave a film that differs only in its footage for later.
  var isFirst: Bool
  /// The film that stands there is faulty: nothing of it is used again.
  var isRepair = false
}

/// Makes one film, whatever becomes of it.
struct FilmMaking: Sendable {
  let order: FilmOrder
  let workshop: Workshop
  let progress: Progress.Listener

  enum Outcome: Sendable {
    case published([MontageResult])
    /// It stands there already.
    case upToDate
    /// One from other footage stands there; the new footage has not been quiet for long enough.
    case outdated
    case failed(MontageFailure)
  }

  func run() async -> Outcome {
    let maker = MontageMaker(workshop, progress: progress)
    let wish = MontageMaker.Wish(
      request: order.request, isPreliminary: order.isPreliminary,
      condition: order.isRepair
        ? .always : order.isFirst ? .unlessOnlyFootageChanged : .unlessDone,
      usesPieces: !order.isRepair)
    do throws(MontageFailure) {
      switch try await maker.make(order.project, order.config, wish) {
      case .published(let results): return .published(results)
      case .upToDate: return .upToDate
      case .outdated: return .outdated
      }
    } catch {
      return .failed(error)
    }
  }
}

extension MontageFailure.Kind {
  /// Whether the cause may go away while the folder stays as it is.
  var mayPass: Bool {
    switch self {
    case .output, .permission, .storage, .temporary: true
    case .configuration, .input, .missing, .cancelled, .fault: false
    }
  }
}
