// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
package import Watching

extension Measuring {
  /// Looks at one clip of a drop folder, and answers what is known of it then; nil when it was cancelled.
  package func look(
    at file: ScannedFile, in folder: Path, isCoarse: Bool
  ) async -> Knowledge? {
    do {
      let open = try OpenFile(file.path, in: folder)
      _ = try await footage(open, depth: isCoarse ? .coarse : .full)
      return try knowledge(of: [file])[file.path]
    } catch let failure as JobFailure where failure.reason == .cancelled {
      return nil
    } catch _ where Task.isCancelled {
      // While it waited for its turn, or for another process.
      return nil
    } catch let error as SystemError {
      return .retry(at: .now + Self.pause, error.readingSentence)
    } catch {
      let known = try? knowledge(of: [file])[file.path]
      switch known {
      case .rejected, .quarantined, .retry: return known ?? nil
      case .measured, .coarse, .unknown, nil:
        return .retry(at: .now + Self.pause, MontageFailure(wrapping: error).sentence)
      }
    }
  }

  /// In ms: a file that cannot be read now is looked at again.
  private static let pause: Int64 = 60_000
}
