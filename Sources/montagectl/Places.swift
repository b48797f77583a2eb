// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Media
internal import Pipeline

extension Call {
  /// The store that the command works with, and what must live as long as it.
  func workshop() throws -> (Workshop, ThrowawayPlaces?) {
    let environment = ProcessInfo.processInfo.environment
    guard let hardware = Hardware(environment: environment) else {
      let words = Hardware.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError("MONTAGED_HARDWARE is none of \(words)")
    }
    if has("no-cache") {
      let throwaway = try ThrowawayPlaces()
      return (try Workshop(throwaway.places, hardware: hardware), throwaway)
    }
    return (try Workshop(StorePlaces(environment: environment), hardware: hardware), nil)
  }
}

extension Workshop {
  /// Once what was asked for is done: brings what the cache has no room for to its second place.
  func tidy(telling output: Output) async throws {
    try await tidy()
    guard let second = store.second, let absence = second.absence else { return }
    output.complain("\(second.path): away, so that what lies there was not used; \(absence.reason)")
  }
}
