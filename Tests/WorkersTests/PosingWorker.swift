// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Linux
import TestSupport

@testable import Workers

/// A shell script in a worker's place, to see what the parent makes of whatever it does.
struct PosingWorker {
  let path: Path

  /// The script finds its order on standard input and its files as descriptors from 3 on.
  init(_ script: String, in studio: Studio) throws {
    let name = studio.file("worker-" + UUID().uuidString)
    let head = "#!/bin/sh\nPATH=/usr/bin:/bin\n"
    try Data((head + script + "\n").utf8).write(to: URL(fileURLWithPath: name))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: name)
    path = Path(name)
  }

  /// The answer, or why there is none, and how long that took.
  func answer<Body: Job>(
    to body: Body, descriptors: [Int32] = [],
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async -> Result<Body.Answer, JobFailure> {
    let order = WorkerOrder(body: body, limits: .standard, inputs: descriptors.count, outputs: 0)
    do throws(JobFailure) {
      let worker = Worker(executable: path, descriptors: descriptors)
      return .success(try await worker.run(order, progress: progress).0)
    } catch {
      return .failure(error)
    }
  }
}

/// A job whose order and answer are whatever a script understands.
struct WordsJob: Job {
  typealias Answer = [String]
  static let kind = JobKind.probe
  var words = ""
}

extension Result {
  var failure: Failure? {
    guard case .failure(let failure) = self else { return nil }
    return failure
  }
}

/// The program that does the jobs, as built beside these tests.
enum RealWorker {
  static let path = Result { try WorkerProgram.locate() }

  static func pool(width: Int = 1) throws -> WorkerPool {
    WorkerPool(executable: try path.get(), width: width)
  }
}
