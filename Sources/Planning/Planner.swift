// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// From shots, music and style to a timeline: a pure function that explains its result.
package enum Planner {
  /// Decides the film that a request asks for, or says why there is none.
  package static func plan(_ request: PlanRequest) throws(PlanFault) -> Plan {
    let draft = try Draft(request)
    var window = MusicWindow(
      of: request.music, length: request.length, rate: request.frameRate)
    guard window.frameCount >= draft.leastFrames else {
      throw request.length == .wholeSong ? .musicTooShort : .lengthTooShort
    }
    let wanted = window.frameCount
    while true {
      switch draft.film(over: window) {
      case .film(let film):
        return draft.plan(film, wanted: wanted)
      case .shortage(let frames):
        // At least 3 % shorter each time, so that this ends soon.
        let limit = min(frames, window.frameCount * 97 / 100)
        guard limit >= draft.leastFrames else { throw .noUsableFootage }
        window = MusicWindow(of: request.music, atMost: limit, rate: request.frameRate)
      }
    }
  }
}
