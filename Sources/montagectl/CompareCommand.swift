// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline

/// The command `montagectl compare FILM OTHER`.
struct CompareCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    // Nothing is remembered of it.
    let throwaway = try ThrowawayPlaces()
    defer { withExtendedLifetime(throwaway) {} }
    let workshop = try Workshop(throwaway.places)
    let (first, second) = (call.operands[0], call.operands[1])
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let comparison = try await Comparing(workshop, progress: line.listener)
      .compare(first, second)
    line.clear()
    output.say(ComparisonTable(first, second, comparison).text)
    try output.document(ComparisonDocument(first, second, comparison))
  }
}
