// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline

/// The command `montagectl analyze FILE...`.
struct AnalyzeCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    let (workshop, throwaway) = try call.workshop()
    defer { withExtendedLifetime(throwaway) {} }
    let line = ProgressLine(isShown: !output.isJSON)
    var documents: [Document] = []
    var worst: MontageFailure?
    for operand in call.operands {
      do throws(MontageFailure) {
        let analysis = try await FileMeasures(workshop, progress: line.listener)
          .footage(Path(operand))
        line.clear()
        let document = Document(operand, analysis)
        documents.append(document)
        say(document)
      } catch {
        line.clear()
        output.complain(error.sentence)
        worst = worst ?? error
      }
    }
    try output.document(documents)
    if let worst { throw Reported(worst.kind) }
  }

  private func say(_ document: Document) {
    output.say(
      "\(document.path): \(document.width)x\(document.height), \(document.duration) s, \(document.shots.count) shots"
    )
    for shot in document.shots {
      output.say("  \(shot.start)\t\(shot.end)\tscore \(shot.score)\tmotion \(shot.motion)")
    }
  }

  /// The document of `--json`: one of these for each file.
  private struct Document: Encodable {
    var path: String
    var duration: Double
    var frames: Int
    var decode_failures: Int
    var rotation: Int
    var width: Int
    var height: Int
    var fps: Double
    var shots: [Shot]

    init(_ path: String, _ analysis: FootageAnalysis) {
      let video = analysis.info.video
      self.path = path
      duration = analysis.duration.seconds
      frames = analysis.decodedFrames
      decode_failures = analysis.decodeFailures
      rotation = video?.orientation.clockwise ?? 0
      width = video?.width ?? 0
      height = video?.height ?? 0
      fps = video?.frameRate.value ?? 0
      shots = analysis.shots.map(Shot.init)
    }
  }

  /// Times in seconds from the first displayed frame.
  private struct Shot: Encodable {
    var start: Double
    var end: Double
    var sharpness: Double?
    var exposure: Double
    var contrast: Double
    var motion: Double
    var pan: Double
    var shake: Double
    var score: Double

    init(_ shot: Media.Shot) {
      start = shot.range.start.seconds
      end = shot.range.end.seconds
      sharpness = shot.metrics.sharpness
      exposure = shot.metrics.exposure
      contrast = shot.metrics.contrast
      motion = shot.metrics.motion
      pan = shot.metrics.pan
      shake = shot.metrics.shake
      score = shot.metrics.score
    }
  }
}
