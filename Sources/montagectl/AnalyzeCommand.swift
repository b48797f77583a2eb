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
    defer { line.clear() }
    var documents: [Document] = []
    var worst: MontageFailure?
    for operand in call.operands {
      do throws(MontageFailure) {
        let measures = FileMeasures(workshop, progress: line.listener)
        let analysis = try await measures.footage(operand)
        line.clear()
        let document = Document(operand, analysis, problem: measures.problem(of: analysis))
        documents.append(document)
        say(document, analysis)
      } catch {
        if error.kind == .cancelled { throw error }
        line.clear()
        output.complain(error.sentence)
        worst = worst ?? error
      }
    }
    try output.document(documents)
    if let worst { throw Reported(worst.kind) }
  }

  private func say(_ document: Document, _ analysis: FootageAnalysis) {
    let path = Output.shown(document.path)
    if let problem = document.problem.value { output.complain("\(path): \(problem)") }
    for line in ShotTable(analysis).lines(of: path) { output.say(line) }
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
    /// When it was recorded, and how that is known: `local`, `utc`, `camera` (its owner's clock) or `file`.
    var captured: Nullable<String>
    var captured_by: Nullable<String>
    var camera: Nullable<String>
    /// Seconds at which somebody marked the recording.
    var highlights: [Double]
    /// Why a film would not use the file, and what to do.
    var problem: Nullable<String>
    var shots: [Shot]

    init(_ path: Path, _ analysis: FootageAnalysis, problem: String?) {
      let video = analysis.info.video
      self.path = path.exact
      self.problem = Nullable(problem)
      duration = analysis.duration.seconds
      frames = analysis.decodedFrames
      decode_failures = analysis.decodeFailures
      rotation = video?.orientation.clockwise ?? 0
      width = video?.width ?? 0
      height = video?.height ?? 0
      fps = video?.frameRate.value ?? 0
      let time = analysis.info.captureTime
      captured = Nullable(time?.description)
      captured_by = Nullable(time?.zone.word)
      camera = Nullable(analysis.info.camera)
      highlights = (analysis.info.highlights ?? []).map(\.seconds)
      shots = analysis.shots.map(Shot.init)
    }
  }

  /// Times in seconds from the first displayed frame.
  private struct Shot: Encodable {
    var start: Double
    var end: Double
    var sharpness: Nullable<Double>
    var exposure: Double
    var contrast: Double
    var motion: Double
    var pan: Double
    /// Where the camera turns from one view to another: no film cuts there if it can be helped.
    var pans: [Stretch]
    var shake: Double
    var score: Double

    init(_ shot: Media.Shot) {
      start = shot.range.start.seconds
      end = shot.range.end.seconds
      sharpness = Nullable(shot.metrics.sharpness)
      exposure = shot.metrics.exposure
      contrast = shot.metrics.contrast
      motion = shot.metrics.motion
      pan = shot.metrics.pan
      pans = shot.pans.map { Stretch(start: $0.start.seconds, end: $0.end.seconds) }
      shake = shot.metrics.shake
      score = shot.metrics.score
    }
  }

  private struct Stretch: Encodable {
    var start: Double
    var end: Double
  }
}
