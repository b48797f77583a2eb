// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Watching

@testable import Daemon

struct HoldTests {
  private func hold(_ places: String..., isImmediate: Bool = false, until: Int64? = nil) -> Hold {
    var hold = Hold()
    for place in places {
      hold.pauses[Path(place)] = Hold.Pause(isImmediate: isImmediate, until: until, since: 1)
    }
    return hold
  }

  private func marked(_ folders: Path...) -> FolderLook {
    var view = FolderView(root: "/drop")
    view.paused = Set(folders)
    return FolderLook(view: view)
  }

  @Test(arguments: [
    ("/drop", "/drop", true), ("/drop/trip", "/drop", true), ("/drop/trip/day", "/drop", true),
    ("/drop", "/drop/trip", false), ("/dropped", "/drop", false),
    ("/drop/trips", "/drop/trip", false),
    ("/drop", "", false), ("", "", true), ("drop", "/drop", false),
  ])
  func `a place is inside a folder`(place: String, folder: String, isInside: Bool) {
    #expect(Path(place).isInside(Path(folder)) == isInside)
  }

  @Test func `a pause covers its folder and what is below, nothing beside or above`() {
    let hold = hold("/drop/trip")
    #expect(hold.covers("/drop/trip", in: nil))
    #expect(hold.covers("/drop/trip/day", in: nil))
    #expect(!hold.covers("/drop", in: nil))
    #expect(!hold.covers("/drop/trip2", in: nil))
    #expect(hold.everything == nil)
    #expect(hold.pause(of: "/drop/trip/day")?.since == 1)
    #expect(hold.pause(of: "/drop") == nil)
  }

  @Test func `a pause of everything covers everything, and suspends workers instead of halting`() {
    let hold = hold("", isImmediate: true)
    #expect(hold.everything != nil)
    #expect(hold.covers("/drop/trip", in: nil))
    #expect(hold.pause(of: "/drop") == hold.everything)
    #expect(!hold.isHalting("/drop/trip", in: nil))
  }

  @Test func `only an immediate pause ends what runs`() {
    #expect(hold("/drop", isImmediate: true).isHalting("/drop/trip", in: nil))
    #expect(!hold("/drop", isImmediate: true).isHalting("/other", in: nil))
    #expect(!hold("/drop").isHalting("/drop/trip", in: nil))
  }

  @Test func `a PAUSE file covers its folder and ends what runs there`() {
    let none = Hold()
    let look = marked("trip")
    #expect(none.covers("/drop/trip", in: look))
    #expect(none.covers("/drop/trip/day", in: look))
    #expect(none.isHalting("/drop/trip/day", in: look))
    #expect(!none.covers("/drop", in: look))
    #expect(!none.covers("/drop/other", in: look))
    let all = marked(Path(bytes: []))
    #expect(none.covers("/drop", in: all))
    #expect(none.covers("/drop/other", in: all))
    #expect(none.pause(of: "/drop/other") == nil)
  }

  @Test func `a pause ends at its time, one without stays`() {
    var hold = hold("/a", until: 100)
    hold.pauses["/b"] = Hold.Pause(isImmediate: false, until: 200, since: 1)
    hold.pauses["/c"] = Hold.Pause(isImmediate: false, until: nil, since: 1)
    #expect(hold.expire(at: 99) == 100)
    #expect(hold.pauses.count == 3)
    #expect(hold.expire(at: 100) == 200)
    #expect(Set(hold.pauses.keys) == ["/b", "/c"])
    #expect(hold.expire(at: 1000) == nil)
    #expect(Set(hold.pauses.keys) == ["/c"])
  }
}
